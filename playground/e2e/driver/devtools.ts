import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import type { Parameters } from './commands.ts'

/** A connection to the DevTools of one page; events come here, which chromedriver does not deliver. */
export interface Devtools {
  send<Answer = unknown>(method: string, parameters?: Parameters): Promise<Answer>
  /** Hears an event; returns what stops it. */
  on<Event>(method: string, listener: (event: Event) => void): () => void
  close(): void
}

interface Target {
  readonly type: string
  readonly url: string
  readonly webSocketDebuggerUrl: string
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** Connects to the page that shows an address beginning with `url`, or to a worker of such an address. */
export async function openDevtools(
  profileDir: string,
  url: string,
  type: 'page' | 'shared_worker' = 'page',
): Promise<Devtools> {
  // Chromium writes its port there, and chromedriver reads it in the same way.
  const [port] = (await readFile(join(profileDir, 'DevToolsActivePort'), 'utf8')).split('\n')
  const answer = await fetch(`http://127.0.0.1:${port}/json`)
  const targets = (await answer.json()) as Target[]
  const target = targets.find((one) => one.type === type && one.url.startsWith(url))
  if (target === undefined) throw new Error(`No ${type} shows ${url}.`)
  const socket = new WebSocket(target.webSocketDebuggerUrl, { maxPayload: 0 })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return talkOver(socket)
}

function talkOver(socket: WebSocket): Devtools {
  const asked = new Map<number, (message: Message) => void>()
  const listeners = new Map<string, (event: unknown) => void>()
  let ids = 0

  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as Message
    if (message.id !== undefined) asked.get(message.id)?.(message)
    else if (message.method !== undefined) listeners.get(message.method)?.(message.params)
  })
  socket.on('close', () => {
    for (const answer of asked.values()) answer({ error: { message: 'The page is gone.' } })
  })

  return {
    send(method, params = {}) {
      const id = ++ids
      return new Promise((resolve, reject) => {
        asked.set(id, ({ result, error }) => {
          asked.delete(id)
          if (error === undefined) resolve(result as never)
          else reject(new Error(`${method}: ${error.message}`))
        })
        socket.send(JSON.stringify({ id, method, params }))
      })
    },
    on(method, listener) {
      listeners.set(method, listener as (event: unknown) => void)
      return () => listeners.delete(method)
    },
    close: () => socket.close(),
  }
}

import { once } from 'node:events'
import { connect } from 'node:net'
import type { Parameters } from './commands.ts'
import { DriverError } from './driver-error.ts'

/** A line to Firefox: each message is JSON after its length in bytes and a colon. */
export interface MarionetteConnection {
  call(name: string, parameters: Parameters): Promise<unknown>
  close(): void
}

interface Waiting {
  resolve(answer: unknown): void
  reject(error: DriverError): void
}

const CALL_TIMEOUT_MS = 60_000

/** Connects to the Firefox that listens on this loopback port. */
export async function connectMarionette(port: number): Promise<MarionetteConnection> {
  const socket = connect(port, '127.0.0.1')
  const waiting = new Map<number, Waiting>()
  let lastId = 0

  socket.on('data', eachMessage(take))
  // Calls hear of it by the `close` that follows.
  socket.on('error', () => {})
  socket.on('close', () => {
    for (const id of waiting.keys()) settle(id, GONE)
  })
  await once(socket, 'connect')

  function take(message: unknown): void {
    // The greeting is no answer.
    if (!Array.isArray(message)) return
    const [, id, error, answer] = message as [1, number, Fault | null, unknown]
    settle(id, error ?? undefined, answer)
  }

  function settle(id: number, fault?: Fault, answer?: unknown): void {
    const call = waiting.get(id)
    waiting.delete(id)
    if (fault) call?.reject(new DriverError(fault.error, fault.message))
    else call?.resolve(unwrap(answer))
  }

  return {
    async call(name, parameters) {
      const id = ++lastId
      const text = JSON.stringify([0, id, name, parameters])
      const timer = setTimeout(() => settle(id, LATE), CALL_TIMEOUT_MS)
      const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
      if (socket.destroyed) settle(id, GONE)
      else socket.write(`${Buffer.byteLength(text)}:${text}`)
      return answer.finally(() => clearTimeout(timer))
    },
    close: () => socket.destroy(),
  }
}

interface Fault {
  readonly error: string
  readonly message: string
}

const GONE: Fault = { error: 'invalid session id', message: 'Firefox is gone' }
const LATE: Fault = { error: 'timeout', message: `no answer within ${CALL_TIMEOUT_MS} ms` }

function eachMessage(take: (message: unknown) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (let colon; (colon = rest.indexOf(':')) >= 0;) {
      const start = colon + 1
      const end = start + Number(rest.subarray(0, colon))
      if (rest.length < end) return
      take(JSON.parse(rest.subarray(start, end).toString()))
      rest = rest.subarray(end)
    }
  }
}

// Most answers come as `{ value }`, some as they are.
function unwrap(answer: unknown): unknown {
  const isWrapped = typeof answer === 'object' && answer !== null && 'value' in answer
  return isWrapped && Object.keys(answer).length === 1 ? answer.value : answer
}

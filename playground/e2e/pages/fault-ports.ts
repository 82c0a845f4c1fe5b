import { browserPorts } from '../../../packages/core/src/browser/browser-ports.js'
import type { Ports } from '../../../packages/core/src/ports/ports.js'
import { type Cell, isSlow } from '../fault-cells.ts'
import { elsewhereHttp } from './elsewhere-http.ts'
import { createFastClock, type FastClock } from './fault-clock.ts'
import { hiddenVisit } from './fault-visit.ts'

/** Where the cells' servers are. */
export interface Servers {
  readonly issuer: string
  /** An origin that nobody listens at. */
  readonly refusing: string
  /** Origins of our own servers that grant this page nothing. */
  readonly silent: { readonly page: string; readonly provider: string }
}

/** One request of a session, at the session's own time. */
export interface Sent {
  readonly path: string
  readonly at: number
  /** Undefined: no answer. */
  status?: number
}

/** The world of one cell: a time of its own, a room at the servers, and a network that can be bent. */
export interface CellWorld {
  readonly ports: Ports
  readonly clock: FastClock
  readonly sent: Sent[]
  /** Sends requests to this path elsewhere, until told otherwise. */
  bend(path: string | undefined, to?: 'refusing' | 'silent'): void
}

export function createCellWorld(cell: Cell, servers: Servers): CellWorld {
  const { id: room } = cell
  const real = browserPorts()
  const clock = createFastClock()
  const sent: Sent[] = []
  let bend: { path: string; to: 'refusing' | 'silent' } | undefined

  const elsewhere = elsewhereHttp(real.http, (request) => ({
    address: addressOf(new URL(request.url)),
  }))

  async function send(request: Request): Promise<Response> {
    const line: Sent = { path: pathOf(new URL(request.url)), at: clock.now() }
    sent.push(line)
    const answer = await atOnce(elsewhere.send(request))
    line.status = answer.status
    return answer
  }

  /** Where no server is slow by intent, requests and storage take no time, however busy the browser is. */
  async function atOnce<T>(work: Promise<T>): Promise<T> {
    const goOn = isSlow(cell) ? undefined : clock.stop()
    try {
      return await work
    } finally {
      goOn?.()
    }
  }

  function addressOf(url: URL): string {
    const path = `/rooms/${room}${pathOf(url)}${url.search}`
    if (bend?.path !== pathOf(url)) return url.origin + path
    const side = url.origin === location.origin ? 'page' : 'provider'
    return (bend.to === 'refusing' ? servers.refusing : servers.silent[side]) + path
  }

  return {
    clock,
    sent,
    bend: (path, to = 'refusing') => void (bend = path === undefined ? undefined : { path, to }),
    ports: {
      ...real,
      clock,
      // The middle of every jitter, so that a count is a count.
      crypto: { ...real.crypto, random: () => 0.5 },
      http: { send },
      store: real.store && {
        read: (key) => atOnce(real.store!.read(key)),
        update: (key, change) => atOnce(real.store!.update(key, change)),
        letGo: () => real.store!.letGo(),
      },
      visit: hiddenVisit(),
    },
  }
}

// A provider that was found in a room says addresses of that room.
function pathOf({ pathname }: URL): string {
  return pathname.replace(/^\/rooms\/[^/]+/, '')
}

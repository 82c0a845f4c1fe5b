import { createHash } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Fault } from '../server/faults.ts'
import type { Playground } from '../server/start-playground.ts'
import { SOAK_WAYS, type SoakWay } from './soak-ways.ts'

/** One refresh request as the server saw it. In real time. */
export interface Use {
  readonly way: SoakWay
  readonly tab: string
  /** The page's own number for it. */
  readonly request: number
  /** What was spent, as a hash. */
  readonly token: string
  readonly at: number
  endedAt?: number
  status?: number
  /** Whether the answer went out whole. */
  answered?: boolean
  /** What was made of it, if anything. */
  fault?: Fault
}

/** Writes down every refresh, and every fault as it hits. */
export interface Ledger {
  readonly uses: readonly Use[]
  /** How many requests came from sessions. */
  requests(): number
  /** Whether a sign-out of a way was on its way to the server at any time since. */
  wasEnding(way: SoakWay, since: number): boolean
  stop(): void
}

const STARTED = 'http.server.request.start'
const ROUTE = /^\/rooms\/([\w-]+)(\/[^?]*)\?(.*)$/

export function keepLedger(
  { faults }: Playground,
  heard: { hit(way: SoakWay, fault: Fault): void; ended(use: Use): void },
): Ledger {
  const uses: Use[] = []
  const endings: SoakWay[] = []
  const ended = new Map<SoakWay, number>()
  let requests = 0

  function note(message: unknown): void {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const [, room, path, query] = ROUTE.exec(request.url ?? '') ?? []
    const way = SOAK_WAYS.find((one) => one === room)
    if (way === undefined) return
    requests++
    if (path!.endsWith('/end')) {
      endings.push(way)
      response.once('close', () => {
        endings.splice(endings.indexOf(way), 1)
        ended.set(way, Date.now())
      })
    }
    if (!path!.endsWith('/refresh')) return
    const given = new URLSearchParams(query)
    const token = given.get('spends') || hashOf(request.headers.cookie ?? '')
    const [tab, number] = [given.get('tab') ?? '', Number(given.get('request'))]
    const use: Use = { way, tab, request: number, token, at: Date.now() }
    uses.push(use)
    let answered = false
    response.once('finish', () => (answered = true))
    response.once('close', () => {
      Object.assign(use, { answered, endedAt: Date.now(), status: response.statusCode })
      heard.ended(use)
    })
  }

  const { take } = faults
  faults.take = (routes, room) => {
    const fault = take(routes, room)
    const way = SOAK_WAYS.find((one) => one === room)
    if (fault === undefined || way === undefined) return fault
    // One at a time: refreshes of a room wait for each other.
    const use = routes.includes('refresh') ? uses.findLast((one) => one.way === way) : undefined
    if (use !== undefined) use.fault = fault
    heard.hit(way, fault)
    return fault
  }
  subscribe(STARTED, note)
  return {
    uses,
    requests: () => requests,
    wasEnding: (way, since) => endings.includes(way) || (ended.get(way) ?? 0) >= since,
    stop: () => void unsubscribe(STARTED, note),
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** The requests that a fault can hit; a request may belong to several. */
export const FAULT_ROUTES = [
  'session',
  'refresh',
  'token',
  'api',
  'end',
  'identity-token',
  'identity-par',
  'identity-revocation',
  'identity-discovery',
  'all',
] as const

/** See {@link FAULT_ROUTES}. */
export type FaultRoute = (typeof FAULT_ROUTES)[number]

/** What can go wrong: `before` the server acts, or `after` it acted, when its answer is lost. */
export const FAULT_KINDS = [
  'status-408',
  'status-425',
  'status-429',
  'status-500',
  'status-502',
  'status-503',
  'reset-before',
  'reset-after',
  'slow-before',
  'slow-after',
  'html',
  'html-511',
  'redirect',
  'truncated-json',
  'invalid-grant',
  'wrong-shape',
  'bad-request',
  'unauthorized',
] as const

/** See {@link FAULT_KINDS}. */
export type FaultKind = (typeof FAULT_KINDS)[number]

/** One planned fault. */
export interface Fault {
  readonly route: FaultRoute
  readonly kind: FaultKind
  /** Only the requests to this room (`rooms.ts`). Default: only those to none. */
  readonly room?: string
  /** How many requests it hits. Default `Infinity`. */
  readonly times?: number
  /** How slow `slow-before` and `slow-after` are. Default 1_000. */
  readonly ms?: number
  /** The `retry-after` of `status-429` (default 1) and `status-503` (default: none). */
  readonly retryAfterSeconds?: number | 'none'
}

/** The faults that are planned: at most one for each route of a room. */
export interface Faults {
  /** Plans a fault, instead of the one that was planned for this route. */
  set(fault: Fault): void
  /** Those of one room, or all. */
  clear(room?: string): void
  /** Uses up one hit of the first fault that is planned for one of these routes, or for all. */
  take(routes: readonly FaultRoute[], room?: string): Fault | undefined
  list(): readonly Fault[]
}

/** Creates an empty plan. */
export function createFaults(): Faults {
  const planned = new Map<string, Fault>()

  function take(routes: readonly FaultRoute[], room?: string): Fault | undefined {
    const keys = [...routes, 'all' as const].map((route) => keyOf(route, room))
    const key = keys.find((one) => planned.has(one))
    const fault = key === undefined ? undefined : planned.get(key)
    if (key === undefined || fault === undefined) return undefined
    const times = (fault.times ?? Infinity) - 1
    if (times > 0) planned.set(key, { ...fault, times })
    else planned.delete(key)
    return fault
  }

  function clear(room?: string): void {
    for (const [key, fault] of planned) {
      if (room === undefined || fault.room === room) planned.delete(key)
    }
  }

  return {
    set: (fault) => void planned.set(keyOf(fault.route, fault.room), fault),
    clear,
    take,
    list: () => [...planned.values()],
  }
}

function keyOf(route: FaultRoute, room: string | undefined): string {
  return room === undefined ? route : `${room} ${route}`
}

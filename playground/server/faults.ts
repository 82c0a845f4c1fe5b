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
  /** How many requests it hits. Default `Infinity`. */
  readonly times?: number
  /** How slow `slow-before` and `slow-after` are. Default 1_000. */
  readonly ms?: number
  /** The `retry-after` of `status-429` (default 1) and `status-503` (default: none). */
  readonly retryAfterSeconds?: number
}

/** The faults that are planned: at most one for each route. */
export interface Faults {
  /** Plans a fault, instead of the one that was planned for this route. */
  set(fault: Fault): void
  clear(): void
  /** Uses up one hit of the first fault that is planned for one of these routes, or for all. */
  take(routes: readonly FaultRoute[]): Fault | undefined
  list(): readonly Fault[]
}

/** Creates an empty plan. */
export function createFaults(): Faults {
  const planned = new Map<FaultRoute, Fault>()

  function take(routes: readonly FaultRoute[]): Fault | undefined {
    const route = [...routes, 'all' as const].find((name) => planned.has(name))
    const fault = route && planned.get(route)
    if (fault === undefined) return undefined
    const times = (fault.times ?? Infinity) - 1
    if (times > 0) planned.set(fault.route, { ...fault, times })
    else planned.delete(fault.route)
    return fault
  }

  return {
    set: (fault) => void planned.set(fault.route, fault),
    clear: () => planned.clear(),
    take,
    list: () => [...planned.values()],
  }
}

const COUNTER_NAMES = [
  'session',
  'sessionPassive',
  'refreshCookie',
  'keepAlive',
  'endCookie',
  'signIn',
  'tokenSignIn',
  'tokenRefresh',
  'tokenReuse',
  'tokenEnd',
  'familiesRevoked',
  'api',
  'api401',
  'mismatch',
] as const

/**
 * What is counted.
 *
 * A request counts once, under its route (`sessionPassive` is not in `session`); `api401`,
 * `mismatch`, `tokenReuse` and `familiesRevoked` come on top.
 */
export type CounterName = (typeof COUNTER_NAMES)[number]

/** One request as the log keeps it: nothing in it is secret. */
export interface LogEntry {
  readonly at: number
  readonly route: CounterName
  /** 0 while there is no answer, and for ever where the connection was cut. */
  status: number
}

/** Counts since the start, and the last requests. */
export type Counters = Record<CounterName, number> & { readonly log: LogEntry[] }

const MAX_LOG_ENTRIES = 500

/** Creates counters that stand at zero. */
export function createCounters(): Counters {
  const zeros = Object.fromEntries(COUNTER_NAMES.map((name) => [name, 0]))
  return { ...(zeros as Record<CounterName, number>), log: [] }
}

/** Counts a request and logs it; the caller fills in the status once there is one. */
export function countRequest(counters: Counters, route: CounterName, at: number): LogEntry {
  const entry: LogEntry = { at, route, status: 0 }
  counters[route] += 1
  counters.log.push(entry)
  if (counters.log.length > MAX_LOG_ENTRIES) counters.log.shift()
  return entry
}

import type { ServerStatus } from './server-status.ts'

/** A name for people, and a number. */
export type CounterWord = readonly [name: string, count: number]

/** What the page shows of the server. */
export function countersInWords(status: ServerStatus): readonly CounterWord[] {
  const sum = (...names: string[]): number =>
    names.reduce((total, name) => total + (status.counters[name] ?? 0), 0)

  return [
    ['Sessions live', status.sessions.length],
    ['Sign-ins', sum('signIn', 'tokenSignIn')],
    ['Session reads', sum('session', 'sessionPassive', 'keepAlive')],
    ['Refreshes', sum('refreshCookie', 'tokenRefresh')],
    ['API calls', sum('api')],
    ['API refusals', sum('api401')],
    ['Tokens reused', sum('tokenReuse')],
    ['Mismatches', sum('mismatch')],
  ]
}

/** What the page of OpenID Connect shows: the identity server, and the API behind it. */
export function identityCountersInWords({
  identityCounters: counts,
  counters,
}: ServerStatus): readonly CounterWord[] {
  return [
    ['Codes redeemed', counts['codes'] ?? 0],
    ['Refreshes', counts['refreshes'] ?? 0],
    ['Tokens reused', counts['reuses'] ?? 0],
    ['Revocations', counts['revocations'] ?? 0],
    ['API calls', counters['api'] ?? 0],
    ['API refusals', counters['api401'] ?? 0],
  ]
}

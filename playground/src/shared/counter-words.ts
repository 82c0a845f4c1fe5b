import type { ServerStatus } from './server-status.ts'

/** What the page shows of the server: a name for people, and a number. */
export function countersInWords(
  status: ServerStatus,
): readonly (readonly [name: string, count: number])[] {
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

import type { Session, SessionState, SignedInState, SignedOutState } from '@latchkey/core'

/** Says the state in two or three words. */
export function statusInWords(state: SessionState): string {
  if (state.status === 'starting') return 'Looking for your session…'
  if (state.status === 'signedOut') return 'Signed out'
  if (state.idle === 'warning') return 'Signed in, idle'
  return state.connection === 'ok' ? 'Signed in' : 'Signed in, server not reached'
}

const REASONS = {
  never: 'You are not signed in.',
  requested: 'You signed out.',
  idle: 'You were signed out after being idle.',
  absolute: 'Your session reached its longest time.',
  rejected: 'The server no longer accepts the session.',
  replaced: 'Another account signed in.',
} as const

const ORIGINS = { here: 'this tab', elsewhere: 'another tab', server: 'the server' } as const

/** Says why nobody is signed in. */
export function reasonInWords({ reason }: SignedOutState): string {
  return REASONS[reason]
}

/** Says who ended the session. */
export function originInWords({ reason, origin }: SignedOutState): string {
  return reason === 'never' ? 'Sign in to start.' : `Ended by ${ORIGINS[origin]}.`
}

/** Says whether the user counts as present. */
export function idleInWords(
  state: { idle: 'active' } | { idle: 'warning'; idleAt: number },
): string {
  return state.idle === 'active' ? 'Active' : `Idle, ends at ${timeOfDay(state.idleAt)}`
}

/** Says whether the server could be asked lately. */
export function connectionInWords(state: SignedInState<unknown>): string {
  if (state.connection === 'ok') return 'OK'
  return state.error ? `Degraded: ${state.error.message}` : 'Degraded, trying again'
}

/** Says where the credentials are. */
export function holderInWords({ isolation }: Pick<Session, 'isolation'>): string {
  const places = {
    cookie: 'The cookie jar',
    page: 'This page',
    worker: 'A worker',
    'shared-worker': 'A shared worker',
  }
  return `${places[isolation]} (${isolation})`
}

/** Says whether the tabs share a refresh. */
export function sharingInWords({ sharedGrant }: Pick<Session, 'sharedGrant'>): string {
  return sharedGrant ? 'One for all tabs' : 'Each tab for itself'
}

/** Says an instant of today as a time, another one with its day. */
export function timeOfDay(at: number): string {
  if (!Number.isFinite(at)) return 'No limit'
  const date = new Date(at)
  const isToday = date.toDateString() === new Date().toDateString()
  const day = isToday ? {} : ({ month: 'short', day: 'numeric' } as const)
  return date.toLocaleString('en-GB', {
    ...day,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
}

/** Names the state for the style sheet. */
export function statusMark(state: SessionState): string {
  if (state.status !== 'signedIn') return state.status
  if (state.idle === 'warning') return 'warning'
  return state.connection === 'ok' ? 'signedIn' : 'degraded'
}

import { SessionError } from './errors.js'
import type { Session, SessionState } from './session.js'

const STARTING: SessionState = Object.freeze({ status: 'starting', connection: 'ok' })

/** A session where there is no browser: it knows nothing, starts nothing, and shares nothing between requests. */
export function inertSession(initialState: SessionState | undefined): Session {
  const refuse = async (): Promise<never> => {
    throw new SessionError('not_in_browser')
  }
  const nothing = (): void => {}
  return Object.freeze<Session>({
    // Whoever waits on a server must not wait for ever; the state says that nothing is known.
    ready: Promise.resolve(),
    state: initialState ?? STARTING,
    isolation: 'page',
    sharedGrant: false,
    subscribe: () => nothing,
    on: () => nothing,
    signIn: refuse,
    signOut: refuse,
    reauthenticate: refuse,
    fetch: refuse,
    getToken: refuse,
    refresh: refuse,
    extend: nothing,
    hold: () => nothing,
    dispose: nothing,
    [Symbol.dispose ?? Symbol('dispose')]: nothing,
  } as Session)
}

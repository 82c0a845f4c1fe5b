import type { Session } from '@latchkey/core'
import type { RegisteredUser } from './register.js'
import { useNearestSession } from './session-provider.js'

/** What a component can do with a session; it tells nothing about the state. */
export type SessionActions<User = RegisteredUser> = Pick<
  Session<User>,
  'ready' | 'signIn' | 'signOut' | 'fetch' | 'getToken' | 'refresh' | 'extend' | 'hold' | 'on'
>

const actionsBySession = new WeakMap<Session, SessionActions<unknown>>()

/**
 * Gives the actions of the session; the same frozen object at every call, so it never re-renders.
 *
 * @throws {TypeError} outside of a `SessionProvider`
 * @example
 * const { signOut } = useSession()
 * return <button onClick={signOut}>Sign out</button>
 */
export function useSession<User = RegisteredUser>(): SessionActions<User> {
  const session = useNearestSession()
  let actions = actionsBySession.get(session)
  if (!actions) actionsBySession.set(session, (actions = actionsOf(session)))
  return actions
}

/** Gives `session.fetch`, the same function at every call. */
export function useSessionFetch(): Session['fetch'] {
  return useNearestSession().fetch
}

function actionsOf(session: Session): SessionActions<unknown> {
  const { ready, signIn, signOut, fetch, getToken, refresh, extend, hold, on } = session
  return Object.freeze({ ready, signIn, signOut, fetch, getToken, refresh, extend, hold, on })
}

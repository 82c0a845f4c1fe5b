import type { Session } from '@latchkey/core'
import type { RegisteredUser } from './register.js'
import { useNearestSession } from './session-provider.js'

/** What a component can do with a session; it tells nothing about the state. */
export type SessionActions<User = RegisteredUser> = Pick<
  Session<User>,
  'ready' | 'signIn' | 'signOut' | 'fetch' | 'getToken' | 'refresh' | 'extend' | 'hold' | 'on'
>

/**
 * Gives the actions of the session; the same object at every call, so it never re-renders.
 *
 * @throws {TypeError} outside of a `SessionProvider`
 * @example
 * const { signOut } = useSession()
 * return <button onClick={signOut}>Sign out</button>
 */
export function useSession<User = RegisteredUser>(): SessionActions<User> {
  return useNearestSession() as Session<User>
}

/** Gives `session.fetch`, the same function at every call. */
export function useSessionFetch(): Session['fetch'] {
  return useSession().fetch
}

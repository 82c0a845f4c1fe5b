import type { Session } from '@latchkey/core'
import type { RegisteredUser } from './register.js'
import { useInstalledSession } from './session-plugin.js'

/** What a component can do with a session; it tells nothing about the state. */
export type SessionActions<User = RegisteredUser> = Pick<
  Session<User>,
  'ready' | 'signIn' | 'signOut' | 'fetch' | 'getToken' | 'refresh' | 'extend' | 'hold' | 'on'
>

/**
 * Gives the actions; it never re-renders.
 *
 * @throws {TypeError} in an app without the plugin
 */
export function useSession<User = RegisteredUser>(): SessionActions<User> {
  return useInstalledSession() as Session<User>
}

/** Gives the authorized `fetch`. */
export function useSessionFetch(): Session['fetch'] {
  return useSession().fetch
}

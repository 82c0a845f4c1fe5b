import type { RegisteredUser } from './register.js'
import { useSessionState } from './use-session-state.js'

/**
 * Gives the signed-in user, `undefined` while nobody is.
 *
 * @example
 * const user = useUser()
 * return <p>Hello {user?.name}</p>
 */
export function useUser<User = RegisteredUser>(): User | undefined {
  return useSessionState<User | undefined, User>(userOf)
}

function userOf<User>(state: { readonly status: string; readonly user?: User }): User | undefined {
  return state.user
}

import type { SessionState, SignedInState } from '@latchkey/core'
import { computed, onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import type { RegisteredUser } from './register.js'
import { useInstalledSession } from './session-plugin.js'

/**
 * Reads the state, or what `select` takes from it; changes only when that is another value (`Object.is`).
 *
 * @throws {TypeError} in an app without the plugin
 * @example
 * const status = useSessionState((state) => state.status)
 */
export function useSessionState<User = RegisteredUser>(): Readonly<ShallowRef<SessionState<User>>>
export function useSessionState<Selected, User = RegisteredUser>(
  select: (state: SessionState<User>) => Selected,
): Readonly<ShallowRef<Selected>>
export function useSessionState(
  select: (state: SessionState) => unknown = (state) => state,
): Readonly<ShallowRef<unknown>> {
  const session = useInstalledSession()
  const state = shallowRef(session.state)
  onScopeDispose(session.subscribe(() => void (state.value = session.state)))
  // Lazy: a component that goes with the session does not select from what comes after it.
  return computed(() => select(state.value))
}

/** Gives who is signed in; `undefined` while nobody is, or it is not known. */
export function useUser<User = RegisteredUser>(): Readonly<ShallowRef<User | undefined>> {
  return useSessionState((state) => (state as SignedInState<User>).user)
}

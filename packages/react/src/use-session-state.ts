import type { SessionState } from '@latchkey/core'
import { useMemo, useSyncExternalStore } from 'react'
import type { RegisteredUser } from './register.js'
import { useNearestSession } from './session-provider.js'

/**
 * Reads the state, or what `select` takes from it; re-renders only when that is another value (`Object.is`).
 *
 * A selector may return a fresh object: it runs once for each state, and again when the selector itself changed.
 *
 * @throws {TypeError} outside of a `SessionProvider`
 * @example
 * const status = useSessionState((state) => state.status)
 */
export function useSessionState<User = RegisteredUser>(): SessionState<User>
export function useSessionState<Selected, User = RegisteredUser>(
  select: (state: SessionState<User>) => Selected,
): Selected
export function useSessionState(select?: (state: SessionState) => unknown): unknown {
  const session = useNearestSession()
  // React compares what `read` returns: without this cache a selector of fresh objects would render forever.
  const read = useMemo(() => {
    let seen: SessionState | undefined
    let selected: unknown
    return () => {
      const { state } = session
      if (state !== seen) {
        selected = select ? select(state) : state
        seen = state
      }
      return selected
    }
  }, [session, select])
  return useSyncExternalStore(session.subscribe, read, read)
}

import type { SignedInState } from '@latchkey/core'
import { useSessionState } from './use-session-state.js'

/** Whether the user is about to be signed out for being away; `idleAt` in epoch milliseconds. */
export type IdleState =
  | { readonly idle: 'active' }
  | { readonly idle: 'warning'; readonly idleAt: number }

/** Gives the idle part of the state; `undefined` while nobody is signed in. */
export function useIdle(): IdleState | undefined {
  return useSessionState(idleOf)
}

// The state itself, so that equal data keeps its identity.
function idleOf(state: { readonly status: string }): IdleState | undefined {
  return state.status === 'signedIn' ? (state as SignedInState<unknown>) : undefined
}

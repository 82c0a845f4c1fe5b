import { useMemo } from 'react'
import { useSessionState } from './use-session-state.js'

/** Whether the user is about to be signed out for being away; `idleAt` in epoch milliseconds. */
export type IdleState =
  | { readonly idle: 'active' }
  | { readonly idle: 'warning'; readonly idleAt: number }

/** Gives the idle part of the state, the same object while it says the same; `undefined` while nobody is signed in. */
export function useIdle(): IdleState | undefined {
  const idleAt = useSessionState(idleAtOf)
  return useMemo(() => {
    if (idleAt) return { idle: 'warning', idleAt }
    return idleAt === 0 ? { idle: 'active' } : undefined
  }, [idleAt])
}

// 0 before the warning, `undefined` while nobody is signed in: one number, so that equal data is equal.
function idleAtOf(state: { status: string; idle?: string; idleAt?: number }): number | undefined {
  return state.idle ? (state.idleAt ?? 0) : undefined
}

import type { SessionState } from '@latchkey/core'
import { computed, shallowRef, type ShallowRef, watchEffect } from 'vue'
import { useSessionState } from './use-session-state.js'

/** Whether the user is about to be signed out for being away; `idleAt` in epoch milliseconds. */
export type IdleState =
  | { readonly idle: 'active' }
  | { readonly idle: 'warning'; readonly idleAt: number }

/** Gives the idle part of the state; `undefined` while nobody is signed in. */
export function useIdle(): Readonly<ShallowRef<IdleState | undefined>> {
  return useSessionState(idleOf)
}

/**
 * Counts the whole seconds that are left of the idle warning; `undefined` when there is no warning.
 *
 * It ticks once a second while there is one, on the second, so that every tab shows the same number.
 */
export function useCountdown(): Readonly<ShallowRef<number | undefined>> {
  const idleAt = useSessionState((state) => (state as { idleAt?: number }).idleAt)
  const seconds = shallowRef<number>()
  const ticks = shallowRef(0)
  watchEffect(
    (onCleanup) => {
      // Read for its own sake: each tick runs this again.
      void ticks.value
      const leftMs = (idleAt.value ?? 0) - Date.now()
      seconds.value = idleAt.value && Math.max(0, Math.ceil(leftMs / 1000))
      if (!seconds.value) return
      const timer = setTimeout(() => ticks.value++, leftMs % 1000 || 1000)
      onCleanup(() => clearTimeout(timer))
    },
    { flush: 'sync' },
  )
  return computed(() => seconds.value)
}

// The state itself, so that equal data keeps its identity.
function idleOf(state: SessionState): IdleState | undefined {
  return state.status === 'signedIn' ? state : undefined
}

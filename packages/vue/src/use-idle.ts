import type { SessionState } from '@latchkey/core'
import { computed, type ComputedRef, onScopeDispose, type Ref, shallowRef, watch } from 'vue'
import { useSessionState } from './use-session-state.js'

/** Whether the user is about to be signed out for being away; `idleAt` in epoch milliseconds. */
export type IdleState =
  | { readonly idle: 'active' }
  | { readonly idle: 'warning'; readonly idleAt: number }

/** Gives the idle part of the state; `undefined` while nobody is signed in. */
export function useIdle(): ComputedRef<IdleState | undefined> {
  const idleAt = useSessionState(idleAtOf)
  return computed(() => {
    if (idleAt.value) return { idle: 'warning', idleAt: idleAt.value }
    return idleAt.value === 0 ? { idle: 'active' } : undefined
  })
}

/**
 * Counts the whole seconds that are left of the idle warning; `undefined` when there is no warning.
 *
 * It ticks once a second while there is one, on the second, so that every tab shows the same number.
 */
export function useCountdown(): Readonly<Ref<number | undefined>> {
  const idleAt = useSessionState(idleAtOf)
  const seconds = shallowRef<number>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const tick = (): void => {
    clearTimeout(timer)
    const leftMs = (idleAt.value ?? 0) - Date.now()
    seconds.value = idleAt.value ? Math.max(0, Math.ceil(leftMs / 1000)) : undefined
    if (seconds.value) timer = setTimeout(tick, leftMs % 1000 || 1000)
  }
  watch(idleAt, tick, { immediate: typeof window !== 'undefined', flush: 'sync' })
  onScopeDispose(() => clearTimeout(timer))
  return seconds
}

// 0 before the warning, `undefined` while nobody is signed in.
function idleAtOf(state: SessionState & { idle?: string; idleAt?: number }): number | undefined {
  return state.idle ? (state.idleAt ?? 0) : undefined
}

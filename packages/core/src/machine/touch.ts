import { deadlinesOf } from './deadlines.js'
import type { Effect } from './effect.js'
import type { Policy } from './policy.js'
import type { Live, MachineState } from './state.js'

/** Counts activity of the user, unless it comes too late. */
export function touch(
  state: MachineState,
  now: number,
  policy: Policy,
  effects: Effect[],
): MachineState {
  const { live } = state
  // Past the deadline only the record can say that somebody was active in time.
  if (live === undefined || now >= deadlinesOf(live, policy).idleAt) return state
  const { epoch } = live
  effects.push({ type: 'saveActivity', epoch, activeAt: now, extends: state.warned })
  return { ...state, warned: false, live: { ...live, activeAt: now, ownActiveAt: now } }
}

/** Whether a held session must write its activity now: well before another tab would warn. */
export function holdDue(state: MachineState, now: number, policy: Policy): boolean {
  return state.held > 0 && state.live !== undefined && now >= holdAt(state.live, policy)
}

/** When a held session writes its activity next. */
export function holdAt(live: Live, policy: Policy): number {
  return live.activeAt + Math.max((deadlinesOf(live, policy).warnAt - live.activeAt) / 2, 0)
}

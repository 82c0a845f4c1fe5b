import { applyEvent } from './apply-event.js'
import { applyRecord } from './apply-record.js'
import { deadlinesOf } from './deadlines.js'
import { pursue } from './due-work.js'
import type { Effect } from './effect.js'
import type { MachineEvent } from './event.js'
import { judge } from './judge.js'
import type { Policy } from './policy.js'
import type { MachineState } from './state.js'

/** The next state, and what to do about it. */
export type Step = readonly [MachineState, readonly Effect[]]

/** Decides. Deadlines are judged before the event counts, so nothing revives a session that is over. */
export function transition(
  before: MachineState,
  event: MachineEvent,
  now: number,
  policy: Policy,
): Step {
  const effects: Effect[] = []
  const state =
    event.type === 'recordRead'
      ? judge(
          applyRecord({ ...before, confirming: false }, event.record, now, effects),
          now,
          policy,
          true,
          effects,
        )
      : applyEvent(judge(before, now, policy, false, effects), event, now, policy, effects)
  return [relaxed(pursue(state, now, effects), now, policy), effects]
}

/** Closes the warning when a later deadline holds: activity elsewhere, or the server's answer to a keep-alive. */
function relaxed(state: MachineState, now: number, policy: Policy): MachineState {
  const { live, warned } = state
  if (!warned || live === undefined || now >= deadlinesOf(live, policy).warnAt) return state
  return { ...state, warned: false }
}

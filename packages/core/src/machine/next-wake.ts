import { deadlinesOf } from './deadlines.js'
import { dueWork, keepAliveAt } from './due-work.js'
import type { Policy } from './policy.js'
import type { Live, MachineState } from './state.js'
import { holdAt } from './touch.js'

/** When something happens without anybody doing anything; `Infinity` for never. The one timer is set by it. */
export function nextWakeAt(state: MachineState, policy: Policy): number {
  const { at } = dueWork(state)
  const { live } = state
  if (live === undefined) return at
  const { endsAt } = deadlinesOf(live, policy)
  return Math.min(at, endsAt, keepAliveAt(state), idleWakeAt(state, live, policy))
}

function idleWakeAt(state: MachineState, live: Live, policy: Policy): number {
  const { warnAt, idleAt } = deadlinesOf(live, policy)
  if (state.confirming) return Infinity
  if (state.held > 0) return Math.min(holdAt(live, policy), idleAt)
  return state.warned ? idleAt : warnAt
}

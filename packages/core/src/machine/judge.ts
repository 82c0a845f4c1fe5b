import { deadlinesOf } from './deadlines.js'
import type { Effect } from './effect.js'
import { end } from './end.js'
import type { Policy } from './policy.js'
import type { Live, MachineState } from './state.js'

// When an answer did not come.
const ASK_AGAIN_MS = 30_000

/**
 * Applies the deadlines, before anything else counts.
 *
 * An idle deadline needs the record: another tab may have seen activity. `confirmed` says that it was just read.
 */
export function judge(
  state: MachineState,
  now: number,
  policy: Policy,
  confirmed: boolean,
  effects: Effect[],
): MachineState {
  const { live } = state
  if (live === undefined) return state
  const { warnAt, idleAt, endsAt } = deadlinesOf(live, policy)
  if (now >= endsAt) return end(state, 'absolute', 'here', effects)
  if (now < warnAt) return state
  if (now < idleAt && (state.warned || state.held > 0)) return state
  if (!confirmed) return confirm(state, effects)
  if (now < idleAt) return { ...state, warned: true }
  if (now >= live.activeAt + policy.idleTimeoutMs) return end(state, 'idle', 'here', effects)
  return askServer(state, live, now, effects)
}

function confirm(state: MachineState, effects: Effect[]): MachineState {
  if (state.confirming) return state
  effects.push({ type: 'readRecord' })
  return { ...state, confirming: true }
}

// Only the server's own idle deadline has passed: it knows best whether the session stands. The warning stays meanwhile.
function askServer(state: MachineState, live: Live, now: number, effects: Effect[]): MachineState {
  effects.push({ type: 'check' })
  return { ...state, live: { ...live, serverIdleAt: now + ASK_AGAIN_MS } }
}

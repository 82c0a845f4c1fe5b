import type { Effect } from './effect.js'
import type { MachineState } from './state.js'

/** Why a session is not there. `replaced`: another account signed in. */
export type EndReason = 'never' | 'requested' | 'idle' | 'absolute' | 'rejected' | 'replaced'

/** Who ended it: this tab, another one, or the server. */
export type EndOrigin = 'here' | 'elsewhere' | 'server'

/** Ends the session in this tab; the effect does the rest of the world. */
export function end(
  state: MachineState,
  reason: EndReason,
  origin: EndOrigin,
  effects: Effect[],
): MachineState {
  const { live } = state
  if (live !== undefined) {
    effects.push({ type: 'finish', epoch: live.epoch, reference: live.reference, reason, origin })
  }
  return {
    ...state,
    status: 'signedOut',
    live: undefined,
    reason,
    origin,
    deadEpoch: live?.epoch ?? state.deadEpoch,
    warned: false,
    confirming: false,
    busy: state.busy === 'refresh' ? undefined : state.busy,
    failure: undefined,
  }
}

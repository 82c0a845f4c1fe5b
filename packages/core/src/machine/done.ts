import type { MachineState, Work } from './state.js'

/** Notes that this work is no longer under way. */
export function done(state: MachineState, work: Work): MachineState {
  return state.busy === work ? { ...state, busy: undefined } : state
}

import { done } from './done.js'
import type { Renewal } from './event.js'
import type { MachineState } from './state.js'

/** Takes in a server's answer about the running session: new credentials, or only new deadlines. */
export function takeRenewal(
  state: MachineState,
  { renewal, slid }: { readonly renewal: Renewal; readonly slid: boolean },
  now: number,
): MachineState {
  const { live } = state
  if (live === undefined) return state
  const fresh = renewal.generation !== undefined
  const next = {
    ...state,
    live: {
      ...live,
      ...renewal,
      serverWindowMs: Math.max(live.serverWindowMs, renewal.serverWindowMs),
      touchedAt: slid ? now : live.touchedAt,
      obtainedAt: fresh ? now : live.obtainedAt,
    },
  }
  return fresh ? { ...done(next, 'refresh'), failure: undefined } : next
}

/** Notes that the server saw activity: its idle timer, where it has one, began anew. */
export function slide(state: MachineState, at: number): MachineState {
  const { live } = state
  if (live === undefined || live.serverWindowMs === 0 || at < live.touchedAt) return state
  return { ...state, live: { ...live, touchedAt: at, serverIdleAt: at + live.serverWindowMs } }
}

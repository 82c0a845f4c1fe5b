import type { Effect } from './effect.js'
import type { MachineState, Work } from './state.js'

const KEEP_ALIVE_PART = 4

/** When the next request to a server is due, and which; `Infinity` when none is. */
export function dueWork(state: MachineState): { readonly work: Work; readonly at: number } {
  const { failure, live } = state
  if (state.busy !== undefined) return { work: 'refresh', at: Infinity }
  if (failure !== undefined && failure.work !== 'refresh') {
    const wanted = failure.work === 'end' || state.visible
    return { work: failure.work, at: wanted ? failure.retryAt : Infinity }
  }
  // A hidden page and an idle user renew nothing, so the server's own idle timeout can work.
  const wanted = live !== undefined && state.visible && live.activeAt >= live.obtainedAt
  if (!wanted) return { work: 'refresh', at: Infinity }
  return { work: 'refresh', at: failure?.retryAt ?? live.refreshAt }
}

/** Starts what is due, and tells the server of activity it could not have seen. */
export function pursue(state: MachineState, now: number, effects: Effect[]): MachineState {
  const { work, at } = dueWork(state)
  let next = state
  if (now >= at) {
    effects.push({ type: work === 'end' ? 'drain' : work })
    next = { ...next, busy: work }
  }
  return now >= keepAliveAt(next) ? keepAlive(next, now, effects) : next
}

/** When the server must hear of activity in this tab that it could not have seen. */
export function keepAliveAt({ status, visible, live }: MachineState): number {
  const unseen = live !== undefined && live.serverWindowMs > 0 && live.ownActiveAt > live.touchedAt
  if (!unseen || status !== 'signedIn' || !visible) return Infinity
  return live.touchedAt + live.serverWindowMs / KEEP_ALIVE_PART
}

// Taken as done; the answer, or a check at that deadline, corrects it.
function keepAlive(state: MachineState, now: number, effects: Effect[]): MachineState {
  const { live } = state
  if (live === undefined) return state
  effects.push({ type: 'keepAlive' })
  const serverIdleAt = Math.max(live.serverIdleAt, now + live.serverWindowMs)
  return { ...state, live: { ...live, touchedAt: now, serverIdleAt } }
}

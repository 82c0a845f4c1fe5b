import type { Effect } from './effect.js'
import { end } from './end.js'
import type { RecordFacts } from './event.js'
import type { Live, MachineState } from './state.js'

/** Takes in what the record says: the truth about sign-ins, sign-outs and activity in other tabs. */
export function applyRecord(
  state: MachineState,
  record: RecordFacts | 'missing' | 'unreadable',
  now: number,
  effects: Effect[],
): MachineState {
  const { live } = state
  if (record === 'unreadable') return backFromCache(state, effects)
  if (live === undefined) return withoutSession(state, record, effects)
  // The site's data was cleared: only the server can tell what that meant.
  if (record === 'missing') return restoring(state, effects)
  if (record.epoch !== live.epoch) return otherSignIn(state, live, record, now, effects)
  if (record.ended !== undefined) return end(state, record.ended, 'elsewhere', effects)
  return backFromCache({ ...state, live: merge(live, record, now) }, effects)
}

function withoutSession(
  state: MachineState,
  record: RecordFacts | 'missing',
  effects: Effect[],
): MachineState {
  const news =
    state.status === 'signedOut' &&
    record !== 'missing' &&
    record.ended === undefined &&
    record.epoch !== state.deadEpoch
  return news ? restoring(state, effects) : state
}

function otherSignIn(
  state: MachineState,
  live: Live,
  record: RecordFacts,
  now: number,
  effects: Effect[],
): MachineState {
  if (record.ended !== undefined) return end(state, record.ended, 'elsewhere', effects)
  if (record.account === live.account) {
    // Its deadlines count from now on: those of the older sign-in are nobody's.
    return restoring({ ...state, live: { ...live, ...deadlinesIn(record, now) } }, effects)
  }
  return restoring(end(state, 'replaced', 'elsewhere', effects), effects)
}

function deadlinesIn(
  { startedAt, activeAt, serverIdleAt, serverEndsAt }: RecordFacts,
  now: number,
): Partial<Live> {
  return {
    startedAt: Math.min(startedAt, now),
    activeAt: Math.min(activeAt, now),
    activeSeen: activeAt,
    serverIdleAt,
    serverEndsAt,
  }
}

function merge(live: Live, record: RecordFacts, now: number): Live {
  const news = record.activeAt !== live.activeSeen
  return {
    ...live,
    activeAt: news ? Math.max(live.activeAt, Math.min(record.activeAt, now)) : live.activeAt,
    activeSeen: record.activeAt,
    serverIdleAt: later(live.serverIdleAt, record.serverIdleAt),
    serverEndsAt: Math.min(live.serverEndsAt, record.serverEndsAt),
  }
}

// `Infinity` is "not known" on either side.
function later(one: number, other: number): number {
  if (one === Infinity) return other
  return other === Infinity ? one : Math.max(one, other)
}

function restoring(state: MachineState, effects: Effect[]): MachineState {
  if (state.busy === 'restore') return state
  effects.push({ type: 'restore' })
  return { ...state, busy: 'restore' }
}

// Hidden until here: a page from the back/forward cache may have missed a sign-out.
function backFromCache(state: MachineState, effects: Effect[]): MachineState {
  if (state.status !== 'starting' || state.live === undefined) return state
  effects.push({ type: 'check' })
  return { ...state, status: 'signedIn' }
}

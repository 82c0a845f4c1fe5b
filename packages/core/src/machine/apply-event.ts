import { failureAfter } from './backoff.js'
import { done } from './done.js'
import type { Effect } from './effect.js'
import { end, type EndOrigin } from './end.js'
import type { MachineEvent } from './event.js'
import type { Policy } from './policy.js'
import { slide, takeRenewal } from './renewal.js'
import type { Live, MachineState } from './state.js'
import { holdDue, touch } from './touch.js'

const STALE_MS = 60_000

/** Takes in everything but the record; the deadlines have been judged before. */
export function applyEvent(
  state: MachineState,
  event: Exclude<MachineEvent, { type: 'recordRead' }>,
  now: number,
  policy: Policy,
  effects: Effect[],
): MachineState {
  switch (event.type) {
    case 'opened':
      effects.push({ type: 'restore' })
      return { ...state, busy: 'restore' }
    case 'woke':
      return holdDue(state, now, policy) ? touch(state, now, policy, effects) : state
    case 'touched':
    case 'extended':
      return touch(state, now, policy, effects)
    case 'held':
      return touch({ ...state, held: state.held + event.by }, now, policy, effects)
    case 'shown':
    case 'restored':
      return shown(state, event.type === 'restored', now, policy, effects)
    case 'hidden':
      return { ...state, visible: false }
    case 'online':
      return retryNow(state, now)
    case 'sent':
      return slide(state, event.at)
    case 'signedIn':
      return signedIn(state, event, effects)
    case 'notSignedIn': {
      const { epoch, reason, origin } = event
      const ended = end(done(state, 'restore'), reason, origin, effects)
      // A queued sign-out that failed once more is still to be sent.
      const failure = state.failure?.work === 'end' ? state.failure : undefined
      return { ...ended, failure, deadEpoch: epoch ?? ended.deadEpoch }
    }
    case 'renewed':
      return state.live?.epoch === event.epoch ? takeRenewal(state, event, now) : state
    case 'ended':
      return state.live?.epoch === event.epoch
        ? end(state, event.reason, event.origin, effects)
        : state
    case 'failed':
      return {
        ...done(state, event.work),
        failure: failureAfter(state.failure, event.work, now, event),
      }
    case 'done':
      return { ...done(state, event.work), failure: undefined }
  }
}

function shown(
  state: MachineState,
  fromCache: boolean,
  now: number,
  policy: Policy,
  effects: Effect[],
): MachineState {
  const next = retryNow({ ...state, visible: true }, now)
  effects.push({ type: 'readRecord' })
  if (next.live === undefined) return next
  if (fromCache) return { ...next, status: 'starting' }
  if (policy.checkOnShow && now - next.live.touchedAt > STALE_MS) effects.push({ type: 'check' })
  return next
}

function retryNow(state: MachineState, now: number): MachineState {
  const { failure } = state
  if (failure === undefined || failure.throttled || failure.retryAt <= now) return state
  return { ...state, failure: { ...failure, retryAt: now } }
}

function signedIn(
  state: MachineState,
  { live, origin }: { readonly live: Live; readonly origin: EndOrigin },
  effects: Effect[],
): MachineState {
  const other = state.live !== undefined && state.live.epoch !== live.epoch
  const before = other ? end(state, 'replaced', 'here', effects) : state
  return {
    ...done(before, 'restore'),
    status: 'signedIn',
    live,
    origin,
    warned: false,
    confirming: false,
    failure: undefined,
  }
}

import type { Effect } from '../../src/machine/effect.js'
import type { MachineEvent, RecordFacts } from '../../src/machine/event.js'
import type { Policy } from '../../src/machine/policy.js'
import {
  type Failure,
  type Live,
  type MachineState,
  startingState,
} from '../../src/machine/state.js'
import { transition } from '../../src/machine/transition.js'
import { hours, minutes, seconds } from '../durations.js'

export const NOW = Date.UTC(2026, 0, 1)
export const IDLE_MS = minutes(15)
export const WARNING_MS = minutes(1)
export const ABSOLUTE_MS = hours(12)

export const policy: Policy = {
  idleTimeoutMs: IDLE_MS,
  warningMs: WARNING_MS,
  absoluteTimeoutMs: ABSOLUTE_MS,
  checkOnShow: true,
}

/** A session that began now, with a credential for an hour and no idle timer at the server. */
export function liveNow(facts: Partial<Live> = {}): Live {
  return {
    epoch: 'one',
    generation: 0,
    account: 'ada',
    user: { name: 'Ada' },
    reference: undefined,
    startedAt: NOW,
    obtainedAt: NOW,
    expiresAt: NOW + hours(1),
    refreshAt: NOW + minutes(59),
    activeAt: NOW,
    ownActiveAt: NOW,
    activeSeen: NOW,
    serverIdleAt: Infinity,
    serverEndsAt: Infinity,
    serverWindowMs: 0,
    touchedAt: NOW,
    ...facts,
  }
}

/** A visible page whose user is signed in, with nothing under way. */
export function signedIn(
  facts: Partial<Live> = {},
  more: Partial<MachineState> = {},
): MachineState {
  return { ...startingState(true), status: 'signedIn', live: liveNow(facts), ...more }
}

/** A visible page that knows of no session. */
export function signedOut(more: Partial<MachineState> = {}): MachineState {
  return { ...startingState(true), status: 'signedOut', ...more }
}

/** What the record says of the session of `liveNow`. */
export function recordNow(facts: Partial<RecordFacts> = {}): RecordFacts {
  return {
    epoch: 'one',
    generation: 0,
    account: 'ada',
    startedAt: NOW,
    activeAt: NOW,
    serverIdleAt: Infinity,
    serverEndsAt: Infinity,
    ended: undefined,
    ...facts,
  }
}

/** Work that failed a moment ago and waits for another ten seconds. */
export function failureNow(facts: Partial<Failure> = {}): Failure {
  return {
    work: 'refresh',
    attempts: 1,
    retryAt: NOW + seconds(10),
    throttled: false,
    field: undefined,
    ...facts,
  }
}

/** What the machine decides. */
export function decide(
  state: MachineState,
  event: MachineEvent,
  now = NOW,
  limits: Partial<Policy> = {},
): { readonly state: MachineState; readonly effects: readonly Effect[]; readonly does: string[] } {
  const [next, effects] = transition(state, event, now, { ...policy, ...limits })
  return { state: next, effects, does: effects.map(({ type }) => type) }
}

import { SessionError } from '../errors.js'
import { deadlinesOf } from '../machine/deadlines.js'
import type { Limits } from '../machine/policy.js'
import type { Live, MachineState } from '../machine/state.js'
import type { SessionState } from '../session.js'

/** What the app may see of the machine's state; the same object as before while nothing in it changed. */
export function publicState(
  state: MachineState,
  before: SessionState,
  limits: Limits,
  failed: SessionError | undefined,
): SessionState {
  const next = project(state, before, limits, failed)
  return same(before, next) ? before : Object.freeze(next)
}

function project(
  state: MachineState,
  before: SessionState,
  limits: Limits,
  failed: SessionError | undefined,
): SessionState {
  const { live } = state
  if (state.status === 'signedOut') {
    const { reason, origin } = state
    return { status: 'signedOut', reason, origin, ...(failed && { error: failed }) }
  }
  const connected = connection(state, before, failed)
  if (state.status === 'starting' || live === undefined) return { status: 'starting', ...connected }
  const shared = { status: 'signedIn', ...facts(live, limits), ...connected } as const
  return state.warned
    ? { ...shared, idle: 'warning', idleAt: deadlinesOf(live, limits).idleAt }
    : { ...shared, idle: 'active' }
}

function facts(live: Live, limits: Limits) {
  return {
    id: live.epoch,
    user: live.user,
    signedInAt: live.startedAt,
    endsAt: deadlinesOf(live, limits).endsAt,
  }
}

function connection(
  { failure, status }: MachineState,
  before: SessionState,
  failed: SessionError | undefined,
): { connection: 'ok' | 'degraded'; error?: SessionError } {
  if (failure === undefined && failed !== undefined) {
    return { connection: status === 'signedIn' ? 'ok' : 'degraded', error: failed }
  }
  if (failure === undefined) return { connection: 'ok' }
  const { field } = failure
  if (field === undefined) return { connection: 'degraded' }
  const known = before.status === 'signedOut' ? undefined : before.error
  const error = known?.field === field ? known : new SessionError('misconfigured', { field })
  return { connection: 'degraded', error }
}

function same(before: SessionState, next: SessionState): boolean {
  const keys = Object.keys(next) as (keyof SessionState)[]
  return (
    keys.length === Object.keys(before).length &&
    keys.every((key) => Object.is(before[key], next[key]))
  )
}

import type { StepUpOptions } from '../call-options.js'
import { SessionError } from '../errors.js'
import type { Grant, Outcome } from '../ports/strategy.js'
import type { Engine } from './engine.js'
import { underEndLock } from './end-lock.js'
import { settle } from './settle.js'
import { limited, REQUEST_LIMIT_MS } from './spend.js'

// A visit to a provider takes as long as its user does.
const VISIT_LIMIT_MS = 10 * 60_000

/** Under this name a sign-in is called off by a sign-out. */
export const SIGN_IN = 'sign-in'

/** Gets a new session from what the app passed; throws what the app should know. */
export async function signIn(engine: Engine, input: unknown): Promise<void> {
  const settled = await arrive(engine, input)
  if (settled.kind !== 'ok') throw signInError(settled)
}

/** Asks the signed-in user to authenticate again; throws what the app should know. */
export async function stepUp(engine: Engine, options: StepUpOptions): Promise<void> {
  if (engine.state().live === undefined) throw new SessionError('signed_out')
  const settled = await arrive(engine, { ...options, by: 'stepUp' }, 'stepUp')
  if (settled.kind !== 'ok') throw new SessionError('step_up_failed')
}

async function arrive(engine: Engine, input: unknown, by?: Grant['by']): Promise<Outcome<unknown>> {
  engine.signIns++
  const epoch = engine.ports.crypto.randomId()
  const { reference } = engine.state().live ?? {}
  // Of two visits to a provider the later one counts: the user closed the first popup, nobody can tell.
  if (engine.strategy.kind === 'oidc') engine.signals.end(SIGN_IN)
  const given = engine.signals.of(SIGN_IN)
  const ask = (): Promise<Outcome<Grant>> =>
    limited(
      engine,
      { epoch, reference },
      [given],
      (call) => engine.strategy.signIn(input, call),
      engine.strategy.kind === 'oidc' ? VISIT_LIMIT_MS : REQUEST_LIMIT_MS,
    )
  const outcome = await inTurn(engine, given, ask)
  if (outcome.kind !== 'ok') return outcome
  // What a visit for a restore brings back is found, not new.
  const signedIn = engine.strategy.kind !== 'oidc' || outcome.value.by === 'signIn'
  const how = signedIn ? 'signedIn' : 'found'
  return settle(engine, { ...outcome.value, ...(by && { by }) }, { epoch, how })
}

/** Where the answer sets cookies, a sign-out that is on its way ends first: its answer would clear them. */
async function inTurn<T>(
  engine: Engine,
  given: AbortSignal,
  ask: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  if (engine.strategy.kind !== 'bearer' || engine.sharing === 'own') return ask()
  const asked = await underEndLock(engine, [given], ask)
  if (asked.held) return asked.value
  return given.aborted ? { kind: 'unavailable' } : ask()
}

function signInError(outcome: Exclude<Outcome<unknown>, { kind: 'ok' }>): SessionError {
  // A return that was handled before: by a second tab, or before the back button.
  if (outcome.kind === 'none') return new SessionError('callback_invalid', { field: 'used' })
  if (outcome.kind === 'misconfigured') {
    return new SessionError('misconfigured', { field: outcome.field })
  }
  const retryable = outcome.kind === 'unavailable' || outcome.kind === 'throttled'
  return retryable
    ? new SessionError('sign_in_failed', {
        retryable,
        message: 'The server could not be reached for the sign-in; try again.',
      })
    : new SessionError('sign_in_failed')
}

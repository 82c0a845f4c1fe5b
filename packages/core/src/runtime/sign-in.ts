import { SessionError } from '../errors.js'
import type { Outcome } from '../ports/strategy.js'
import type { Engine } from './engine.js'
import { settle } from './settle.js'
import { limited } from './spend.js'

/** Under this name a sign-in is called off by a sign-out. */
export const SIGN_IN = 'sign-in'

/** Gets a new session from what the app passed; throws what the app should know. */
export async function signIn(engine: Engine, input: unknown): Promise<void> {
  const epoch = engine.ports.crypto.randomId()
  const { reference } = engine.state().live ?? {}
  const given = engine.signals.of(SIGN_IN)
  const outcome = await limited(engine, { epoch, reference }, [given], (call) =>
    engine.strategy.signIn(input, call),
  )
  const settled =
    outcome.kind === 'ok' ? await settle(engine, outcome.value, { epoch, fresh: true }) : outcome
  if (settled.kind !== 'ok') throw signInError(settled)
}

function signInError(outcome: Exclude<Outcome<unknown>, { kind: 'ok' }>): SessionError {
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

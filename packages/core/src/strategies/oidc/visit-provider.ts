import { generateRandomCodeVerifier, generateRandomNonce, generateRandomState } from 'oauth4webapi'
import { SessionError } from '../../errors.js'
import type { Outcome } from '../../ports/strategy.js'
import { withTimeLimit } from '../../runtime/time-limit.js'
import type { Tokens } from '../tokens.js'
import { authorizationUrl } from './authorization-url.js'
import { complete, hasReached } from './complete.js'
import type { OidcWorld } from './oidc-world.js'
import { revoke } from './revoke.js'
import { STATE_MARKS } from './state-marks.js'
import type { SignInRequest } from './sign-in-request.js'
import type { Transaction } from './transactions.js'

const EXCHANGE_LIMIT_MS = 8_000

/**
 * Sends the user to the provider and takes in what comes back; a redirect leaves the page, and so gives no answer here.
 *
 * @throws {SessionError} `sign_in_loop`, `popup_blocked`, and as `finishVisit`
 */
export async function visitProvider(
  at: OidcWorld,
  request: SignInRequest,
): Promise<Outcome<Tokens>> {
  const { world, signal, proofs, transactions } = at
  const { visit } = world
  if (visit === undefined) throw new SessionError('not_in_browser')
  const { method, by, acrValues, maxAgeMs, returnTo } = request
  const transaction: Transaction = {
    state: `${STATE_MARKS[method]}${generateRandomState()}`,
    nonce: generateRandomNonce(),
    verifier: generateRandomCodeVerifier(),
    startedAt: world.clock.now(),
    keys: await proofs.newKeys(at),
    method,
    by,
    acrValues,
    maxAgeMs,
    returnTo,
  }
  if (!(await transactions.begin(world, transaction))) throw new SessionError('sign_in_loop')
  const url = await authorizationUrl(
    at,
    transaction,
    request,
    proofs.of(transaction.keys, 'provider'),
  )
  const returned = method === 'redirect' ? undefined : visit.returned(transaction.state, signal)
  // Given up while it is on its way, it is nobody's yet.
  returned?.catch(() => {})
  await visit.open(method, url, request.page)
  if (returned === undefined) return LEAVING
  const back = await returned.catch(() => {
    throw new SessionError(by === 'stepUp' ? 'step_up_failed' : 'sign_in_failed', {
      message: 'The visit to the provider was given up.',
    })
  })
  return finishVisit(at, back)
}

/**
 * Takes in a return from the provider, once.
 *
 * @throws {SessionError} `callback_invalid`, `sign_in_failed`, `step_up_failed`
 */
export async function finishVisit(at: OidcWorld, callback: string): Promise<Outcome<Tokens>> {
  const { transactions } = at
  const url = new URL(callback)
  const transaction = await transactions.take(at.world, url.searchParams.get('state') ?? '')
  // Handled before (the back button, a second tab): whatever came of it stands.
  if (transaction === 'used') return { kind: 'none' }
  if (transaction === undefined) throw new SessionError('callback_invalid')
  const outcome = await withTimeLimit(at.world.clock, EXCHANGE_LIMIT_MS, [at.signal], (signal) =>
    complete({ ...at, signal }, transaction, url),
  )
  if (outcome.kind !== 'ok') return outcome
  await transactions.succeeded(at.world, transaction)
  const tokens = outcome.value
  if (!hasReached(tokens, transaction)) {
    await revoke(at, tokens)
    throw new SessionError('step_up_failed', { field: 'acr' })
  }
  const { by, returnTo } = transaction
  if (returnTo !== undefined) at.world.visit?.goOn(returnTo)
  return by === 'restore'
    ? outcome
    : { kind: 'ok', value: { ...tokens, grant: { ...tokens.grant, by } } }
}

// The page is on its way out; this is for nobody.
const LEAVING = { kind: 'unavailable' } as const

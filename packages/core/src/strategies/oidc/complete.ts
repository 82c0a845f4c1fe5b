import {
  authorizationCodeGrantRequest,
  AuthorizationResponseError,
  None,
  processAuthorizationCodeResponse,
  validateAuthResponse,
} from 'oauth4webapi'
import { SessionError } from '../../errors.js'
import type { Outcome } from '../../ports/strategy.js'
import type { Tokens } from '../tokens.js'
import { resourcesOf } from './authorization-url.js'
import { type OidcWorld, redirectUriOf } from './oidc-world.js'
import { requestTokens } from './token-request.js'
import type { Transaction } from './transactions.js'

/**
 * Turns a return from the provider into tokens: checks state and issuer (RFC 9207), and exchanges the code.
 *
 * @throws {SessionError} `callback_invalid`; `sign_in_failed` or `step_up_failed` where the provider says so
 */
export function complete(
  at: OidcWorld,
  transaction: Transaction,
  callback: URL,
): Promise<Outcome<Tokens>> {
  const { provider, client, world, options } = at
  const { keys, verifier, nonce, maxAgeMs } = transaction
  const params = readParams(at, transaction, callback)
  const redirectUri = redirectUriOf(options, world)
  const additionalParameters = resourcesOf(at).map((resource) => ['resource', resource])
  return requestTokens(at, {
    keys,
    send: (sent) =>
      authorizationCodeGrantRequest(provider, client, None(), params, redirectUri, verifier, {
        ...sent,
        additionalParameters,
      }),
    process: (response) =>
      processAuthorizationCodeResponse(provider, client, response, {
        expectedNonce: nonce,
        requireIdToken: true,
        ...(maxAgeMs !== undefined && { maxAge: Math.floor(maxAgeMs / 1_000) }),
      }),
  })
}

function readParams(
  { provider, client }: OidcWorld,
  { state, by }: Transaction,
  callback: URL,
): URLSearchParams {
  try {
    return validateAuthResponse(provider, client, callback, state)
  } catch (error) {
    if (!(error instanceof AuthorizationResponseError)) {
      throw new SessionError('callback_invalid', { cause: error })
    }
    const code = by === 'stepUp' ? 'step_up_failed' : 'sign_in_failed'
    throw new SessionError(code, {
      field: error.error,
      message: 'The provider answered with an error instead of a sign-in.',
    })
  }
}

/** Whether a step-up got what it asked for. RFC 9470, section 5: the client looks. */
export function hasReached(tokens: Tokens, { by, acrValues }: Transaction): boolean {
  if (by !== 'stepUp' || acrValues === undefined) return true
  const { acr } = tokens.grant.claims as { acr?: unknown }
  return acrValues.split(' ').includes(String(acr))
}

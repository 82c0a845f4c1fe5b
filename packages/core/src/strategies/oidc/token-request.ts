import {
  customFetch,
  getValidatedIdTokenClaims,
  type TokenEndpointRequestOptions,
  type TokenEndpointResponse,
  validateApplicationLevelSignature,
} from 'oauth4webapi'
import type { Grant, Outcome } from '../../ports/strategy.js'
import { misconfigured } from '../fields.js'
import { outcomeOf } from '../outcome.js'
import type { Tokens } from '../tokens.js'
import { publicClaims } from './claims.js'
import { requestOptions } from './discovery.js'
import type { OidcWorld } from './oidc-world.js'

/** One request to the token endpoint, and how its answer is validated. */
export interface TokenRequest {
  send(options: TokenEndpointRequestOptions): Promise<Response>
  process(response: Response): Promise<TokenEndpointResponse>
  /** What a grant's tokens must be bound to. */
  readonly keys: CryptoKeyPair | undefined
  readonly before?: Tokens | undefined
}

/** Asks the token endpoint. RFC 6749, section 5; with DPoP a nonce may have to be learnt first (RFC 9449, section 8). */
export function requestTokens(at: OidcWorld, request: TokenRequest): Promise<Outcome<Tokens>> {
  const { world, provider, proofs, signal } = at
  const { now } = world.clock
  const DPoP = proofs.of(request.keys, 'provider')
  const options = {
    ...requestOptions(world, new URL(provider.token_endpoint!), signal),
    ...(DPoP && { DPoP }),
  }
  const answer = sendLearningNonce(() => request.send(options))
  return outcomeOf(answer, 'later', now, (body) => read(at, request, body))
}

async function sendLearningNonce(send: () => Promise<Response>): Promise<Response> {
  const response = await send()
  if (response.status !== 400 || !response.headers.has('dpop-nonce')) return response
  const text = await response.clone().text()
  return text.includes('"use_dpop_nonce"') ? send() : response
}

async function read(
  at: OidcWorld,
  { process, keys, before }: TokenRequest,
  body: unknown,
): Promise<Outcome<Tokens>> {
  // From here on a token grows older, whatever is still waited for.
  const receivedAt = at.world.clock.now()
  const response = Response.json(body)
  const signingKeys = fetchOfKeys(at)
  let answer: TokenEndpointResponse
  try {
    answer = await process(response)
    // OpenID Connect Core 1.0, section 3.1.3.7, point 6: TLS vouches for it as well as a signature. At a refresh that is enough: the
    // old token is spent, and the new ones would be lost while the keys cannot be had.
    if (before === undefined && answer.id_token !== undefined) {
      await validateApplicationLevelSignature(at.provider, response, signingKeys.options)
    }
  } catch (error) {
    return signingKeys.lacking() ? { kind: 'unavailable' } : misconfigured(fieldOf(error))
  }
  // RFC 9449, section 5: a key was shown, so a token that is not bound to it is no good.
  const type = keys === undefined ? 'bearer' : 'dpop'
  if (answer.token_type !== type) return misconfigured('token_type')
  const claims = publicClaims(getValidatedIdTokenClaims(answer)) ?? before?.grant.claims
  return toTokens(receivedAt, answer, claims, keys, before)
}

/** Without the provider's keys (no answer, an answer too late, an error) nothing is known about a token. */
function fetchOfKeys({ world, provider, signal }: OidcWorld) {
  const options = requestOptions(world, new URL(provider.jwks_uri!), signal)
  const send = options[customFetch]
  let lacking = false
  return {
    lacking: () => lacking || signal.aborted,
    options: {
      ...options,
      [customFetch]: async (url: string, init: object) => {
        lacking = true
        const answer = await send(url, init)
        // Where JSON is due, anything else comes from somebody in between.
        lacking = !answer.ok || !(await isJson(answer.clone()))
        return answer
      },
    },
  }
}

function isJson(answer: Response): Promise<boolean> {
  return answer.json().then(
    () => true,
    () => false,
  )
}

function toTokens(
  receivedAt: number,
  answer: TokenEndpointResponse,
  claims: unknown,
  keys: CryptoKeyPair | undefined,
  before: Tokens | undefined,
): Outcome<Tokens> {
  const { sub } = (claims ?? {}) as { sub?: unknown }
  if (typeof sub !== 'string') return misconfigured('id_token')
  // OpenID Connect Core 1.0, section 12.2: a refresh stays with its user.
  if (before !== undefined && before.grant.account !== sub) return misconfigured('id_token.sub')
  const { expires_in } = answer
  const grant: Grant = {
    account: sub,
    claims,
    ...(expires_in !== undefined && { expiresAt: receivedAt + expires_in * 1_000 }),
  }
  return {
    kind: 'ok',
    value: {
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token ?? before?.refreshToken,
      idToken: answer.id_token ?? before?.idToken,
      keys,
      grant,
    },
  }
}

/** Which part of the answer was refused, as far as the library says; never its value. */
function fieldOf(error: unknown): string {
  const { cause } = error as { cause?: { claim?: unknown } }
  const claim = cause?.claim
  return typeof claim === 'string' ? `id_token.${claim}` : 'id_token'
}

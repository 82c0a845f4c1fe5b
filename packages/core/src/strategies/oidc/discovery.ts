import {
  allowInsecureRequests,
  type AuthorizationServer,
  customFetch,
  discoveryRequest,
  processDiscoveryResponse,
} from 'oauth4webapi'
import type { Outcome, StrategyWorld } from '../../ports/strategy.js'
import { misconfigured } from '../fields.js'
import { outcomeOf } from '../outcome.js'
import { isLoopback, isSafeAddress } from '../../runtime/safe-address.js'

const ENDPOINTS = [
  'authorization_endpoint',
  'token_endpoint',
  'jwks_uri',
  'revocation_endpoint',
  'end_session_endpoint',
] as const

/** Reads the provider's metadata, once. OpenID Connect Discovery 1.0, section 4. */
export function createDiscovery(
  issuer: string,
): (world: StrategyWorld, signal: AbortSignal) => Promise<Outcome<AuthorizationServer>> {
  let known: AuthorizationServer | undefined

  return async (world, signal) => {
    if (known !== undefined) return { kind: 'ok', value: known }
    const url = new URL(issuer)
    const answer = discoveryRequest(url, {
      ...requestOptions(world, url, signal),
      algorithm: 'oidc',
    })
    const outcome = await outcomeOf(answer, 'later', world.clock.now, (body) => read(issuer, body))
    if (outcome.kind === 'ok') known = outcome.value
    // No grant was shown, so none was refused: whoever said that ends no session.
    return outcome.kind === 'rejected' ? misconfigured('issuer') : outcome
  }
}

async function read(issuer: string, body: unknown): Promise<Outcome<AuthorizationServer>> {
  let provider: AuthorizationServer
  try {
    provider = await processDiscoveryResponse(new URL(issuer), Response.json(body))
  } catch {
    return misconfigured('issuer')
  }
  if (provider.issuer !== issuer) return misconfigured('issuer')
  const missing = ENDPOINTS.slice(0, 3).find((name) => typeof provider[name] !== 'string')
  const unsafe = ENDPOINTS.find(
    (name) => provider[name] !== undefined && !isSafeAddress(provider[name]),
  )
  const field = missing ?? unsafe
  if (field !== undefined) return misconfigured(field)
  // RFC 7636, section 4.2, and BCP 240: without S256 there is no flow for a public client.
  const methods = provider.code_challenge_methods_supported
  if (methods !== undefined && !methods.includes('S256')) {
    return misconfigured('code_challenge_methods_supported')
  }
  return { kind: 'ok', value: provider }
}

/** How every request to a provider is sent: through this world's network, with a limit, and no credential but its own. */
export function requestOptions(
  { http }: StrategyWorld,
  url: URL,
  signal: AbortSignal,
): {
  [customFetch]: (url: string, init: object) => Promise<Response>
  [allowInsecureRequests]: boolean
  signal: AbortSignal
} {
  return {
    [customFetch]: (address, init) =>
      http.send(
        new Request(address, {
          ...(init as RequestInit),
          cache: 'no-store',
          credentials: 'omit',
          referrerPolicy: 'no-referrer',
        }),
      ),
    [allowInsecureRequests]: isLoopback(url),
    signal,
  }
}

import { calculatePKCECodeChallenge, type DPoPHandle } from 'oauth4webapi'
import { type OidcWorld, redirectUriOf } from './oidc-world.js'
import { withParams } from './providers.js'
import type { SignInRequest } from './sign-in-request.js'
import type { Transaction } from './transactions.js'

const SCOPE = 'openid profile email'

/** The address that asks the provider for a code. OpenID Connect Core 1.0, section 3.1.2.1; RFC 7636, section 4.3. */
export async function authorizationUrl(
  at: OidcWorld,
  transaction: Transaction,
  request: SignInRequest,
  proofs: DPoPHandle | undefined,
): Promise<string> {
  const { options, provider, world } = at
  const url = withParams(new URL(provider.authorization_endpoint!), {
    ...options.params,
    ...request.params,
    response_type: 'code',
    client_id: options.clientId,
    redirect_uri: redirectUriOf(options, world),
    scope: scopeOf(at),
    state: transaction.state,
    nonce: transaction.nonce,
    code_challenge: await calculatePKCECodeChallenge(transaction.verifier),
    code_challenge_method: 'S256',
    // RFC 9449, section 10: the code is of no use to another key.
    dpop_jkt: await proofs?.calculateThumbprint(),
    prompt: request.prompt,
    login_hint: request.loginHint,
    acr_values: request.acrValues,
    max_age: request.maxAgeMs === undefined ? undefined : `${Math.floor(request.maxAgeMs / 1_000)}`,
  })
  for (const resource of resourcesOf(at)) url.searchParams.append('resource', resource)
  return url.href
}

/** The APIs that tokens are asked for. RFC 8707, section 2. */
export function resourcesOf({ options, traits }: OidcWorld): readonly string[] {
  const { resource = [] } = options
  if (traits.noResource === true) return []
  return typeof resource === 'string' ? [resource] : resource
}

function scopeOf({ options, provider, traits }: OidcWorld): string {
  if (options.scope !== undefined) return options.scope
  const offers = provider.scopes_supported?.includes('offline_access') !== false
  return traits.noOfflineAccess === true || !offers ? SCOPE : `${SCOPE} offline_access`
}

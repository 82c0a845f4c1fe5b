import {
  getValidatedIdTokenClaims,
  None,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
} from 'oauth4webapi'
import type { Outcome } from '../../ports/strategy.js'
import type { Tokens } from '../tokens.js'
import { publicClaims } from './claims.js'
import { requestOptions } from './discovery.js'
import type { OidcWorld } from './oidc-world.js'
import type { Proofs } from './proofs.js'
import { requestTokens } from './token-request.js'

/** Spends a refresh token. OpenID Connect Core 1.0, section 12; RFC 6749, section 6. */
export function refreshTokens(
  at: OidcWorld,
  proofs: Proofs,
  before: Tokens,
): Promise<Outcome<Tokens>> {
  const { provider, client, world, signal } = at
  const { keys } = before
  const DPoP = proofs.of(keys, 'provider')
  const endpoint = new URL(provider.token_endpoint!)
  return requestTokens(at, {
    keys,
    before,
    send: () =>
      refreshTokenGrantRequest(provider, client, None(), before.refreshToken!, {
        ...requestOptions(world, endpoint, signal),
        ...(DPoP && { DPoP }),
      }),
    process: (response) => processRefreshTokenResponse(provider, client, response),
    claimsOf: (answer) => publicClaims(getValidatedIdTokenClaims(answer)),
  })
}

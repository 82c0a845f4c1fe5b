import { None, processRefreshTokenResponse, refreshTokenGrantRequest } from 'oauth4webapi'
import type { Outcome } from '../../ports/strategy.js'
import type { Tokens } from '../tokens.js'
import type { OidcWorld } from './oidc-world.js'
import { requestTokens } from './token-request.js'

/** Spends a refresh token. OpenID Connect Core 1.0, section 12; RFC 6749, section 6. */
export function refreshTokens(at: OidcWorld, before: Tokens): Promise<Outcome<Tokens>> {
  const { provider, client } = at
  return requestTokens(at, {
    keys: before.keys,
    before,
    send: (options) =>
      refreshTokenGrantRequest(provider, client, None(), before.refreshToken!, options),
    process: (response) => processRefreshTokenResponse(provider, client, response),
  })
}

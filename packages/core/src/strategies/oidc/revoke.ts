import { None, revocationRequest } from 'oauth4webapi'
import type { Outcome } from '../../ports/strategy.js'
import { endOutcomeOf } from '../outcome.js'
import type { Tokens } from '../tokens.js'
import { requestOptions } from './discovery.js'
import type { OidcWorld } from './oidc-world.js'

/** Revokes a grant by its refresh token, or what there is. RFC 7009, section 2.1. */
export async function revoke(
  { provider, client, world, signal }: OidcWorld,
  tokens: Tokens,
): Promise<Outcome<undefined>> {
  const { revocation_endpoint } = provider
  if (revocation_endpoint === undefined) return { kind: 'ok', value: undefined }
  const { refreshToken, accessToken } = tokens
  const answer = revocationRequest(provider, client, None(), refreshToken ?? accessToken, {
    ...requestOptions(world, new URL(revocation_endpoint), signal),
    additionalParameters: {
      token_type_hint: refreshToken === undefined ? 'access_token' : 'refresh_token',
    },
  })
  return endOutcomeOf(answer, world.clock.now)
}

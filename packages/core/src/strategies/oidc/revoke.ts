import { None, processRevocationResponse, revocationRequest } from 'oauth4webapi'
import type { Outcome } from '../../ports/strategy.js'
import { outcomeOf } from '../outcome.js'
import type { Tokens } from '../tokens.js'
import { requestOptions } from './discovery.js'
import type { OidcWorld } from './oidc-world.js'

/** Revokes a grant by its refresh token, or what there is. RFC 7009, section 2.1. */
export async function revoke(
  { provider, client, world, signal }: OidcWorld,
  tokens: Tokens,
): Promise<Outcome<undefined>> {
  const { revocation_endpoint } = provider
  const done = { kind: 'ok', value: undefined } as const
  if (revocation_endpoint === undefined) return done
  const { refreshToken, accessToken } = tokens
  const answer = revocationRequest(provider, client, None(), refreshToken ?? accessToken, {
    ...requestOptions(world, new URL(revocation_endpoint), signal),
    additionalParameters: {
      token_type_hint: refreshToken === undefined ? 'access_token' : 'refresh_token',
    },
  })
  const sent = answer.then(async (response) => {
    if (response.status === 200) await processRevocationResponse(response.clone())
    // The answer has no body that says more: RFC 7009, section 2.2.
    return response.ok ? new Response(null, { status: 204 }) : response
  })
  return outcomeOf<undefined>(sent, 'later', world.clock.now, () => done)
}

import type { SignOutOptions } from '../../call-options.js'
import type { Tokens } from '../tokens.js'
import { type OidcWorld, redirectUriOf } from './oidc-world.js'
import { withParams } from './providers.js'

/**
 * Where the provider's own session ends, if it says; undefined where only its tokens can be revoked.
 *
 * OpenID Connect RP-Initiated Logout 1.0, section 2. Without `id_token_hint`, unless the app asked for it: a token in an address is
 * read by whatever logs addresses.
 */
export function signOutUrl(
  { options, provider, traits, world }: OidcWorld,
  tokens: Tokens | undefined,
  { returnTo }: SignOutOptions,
): string | undefined {
  const { postLogoutRedirectUri, sendIdTokenHint } = options.flows ?? {}
  const back = new URL(
    returnTo ?? postLogoutRedirectUri ?? redirectUriOf(options, world),
    world.navigation.baseUrl(),
  ).href
  if (traits.signOutUrl !== undefined)
    return traits.signOutUrl(provider, options.clientId, back).href
  const hint = sendIdTokenHint === true ? tokens?.idToken : undefined
  if (provider.end_session_endpoint === undefined) return undefined
  if (traits.needsIdTokenHint === true && hint === undefined) return undefined
  return withParams(new URL(provider.end_session_endpoint), {
    client_id: options.clientId,
    post_logout_redirect_uri: back,
    id_token_hint: hint,
  }).href
}

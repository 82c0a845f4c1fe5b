import type { ClientMetadata, Grant, KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { PlaygroundState } from '../playground-state.js'
import { SIGNING_ALGORITHM } from './signing-keys.js'

/** The two apps that share one sign-in: single-page apps, so they can keep no secret. */
export const CLIENT_IDS = ['notes', 'orders'] as const

/** All that the apps may ask for. */
export const SCOPES = 'openid profile email offline_access'

/** What the provider knows of the apps. */
export const CLIENTS: ClientMetadata[] = CLIENT_IDS.map((id) => ({
  client_id: id,
  client_name: id === 'notes' ? 'Notes' : 'Orders',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  id_token_signed_response_alg: SIGNING_ALGORITHM,
  // The provider wants one in the list; what counts is `allowOwnPages`.
  redirect_uris: ['http://localhost/'],
  post_logout_redirect_uris: ['http://localhost/'],
}))

/**
 * Lets the apps return to any page of ours: their origins are compared exactly, paths are free.
 *
 * A real provider compares the whole URI (RFC 9700, section 2.1); the tests open many pages.
 */
export function allowOwnPages(provider: Provider, { pageOrigins }: PlaygroundState): void {
  const isOwnPage = (uri: string): boolean => {
    const origin = URL.canParse(uri) ? new URL(uri).origin : ''
    return pageOrigins.has(origin) && uri.startsWith(`${origin}/`) && !uri.includes('#')
  }
  provider.Client.prototype.redirectUriAllowed = isOwnPage
  provider.Client.prototype.postLogoutRedirectUriAllowed = isOwnPage
}

/** Grants the apps what they ask for: they are our own, nobody is asked for consent. */
export async function grantEverything({ oidc }: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { account, client, provider, resourceServers = {} } = oidc
  if (account === undefined || client === undefined) return undefined
  // A new one each time: the tokens of one sign-in are a family, and reuse ends no other.
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
  grant.addOIDCScope(SCOPES)
  for (const api of Object.keys(resourceServers)) grant.addResourceScope(api, SCOPES)
  await grant.save()
  return grant
}

import type { AuthorizationServer } from 'oauth4webapi'

/** How a provider differs from the standards, as far as it matters here. */
export interface ProviderTraits {
  /** Without `offline_access`: the refresh token comes anyway, or asking has a side effect. */
  readonly noOfflineAccess?: boolean
  /** Its own way to sign out by a visit, where it has no `end_session_endpoint` or another form is better. */
  readonly signOutUrl?: (provider: AuthorizationServer, clientId: string, returnTo: string) => URL
  /** Its `end_session_endpoint` refuses a request without `id_token_hint`. */
  readonly needsIdTokenHint?: boolean
  /** It refuses `resource` (RFC 8707): its scopes name the API. */
  readonly noResource?: boolean
}

interface Provider extends ProviderTraits {
  readonly name: string
  readonly matches: (issuer: URL) => boolean
}

const onHost = (pattern: RegExp) => (issuer: URL) => pattern.test(issuer.hostname)

/** The list, each entry with its source. A provider that is not here is taken at its metadata's word. */
const PROVIDERS: readonly Provider[] = [
  {
    // auth0.com/docs/authenticate/login/logout: `/v2/logout` with `client_id` and `returnTo`; RP-initiated logout is a tenant setting.
    name: 'Auth0',
    matches: onHost(/\.auth0\.com$/),
    signOutUrl: (provider, clientId, returnTo) =>
      withParams(new URL('/v2/logout', provider.issuer), { client_id: clientId, returnTo }),
  },
  {
    // developer.okta.com/docs/reference/api/oidc, "/logout": `id_token_hint` is required.
    name: 'Okta',
    matches: onHost(/\.okta(preview|-emea)?\.com$/),
    needsIdTokenHint: true,
  },
  {
    // docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html: `/logout` with `client_id` and `logout_uri` on the
    // user pool's domain, which only the authorization endpoint tells; `offline_access` is no scope there and is refused.
    name: 'Cognito',
    matches: onHost(/^cognito-idp\..+\.amazonaws\.com$/),
    noOfflineAccess: true,
    signOutUrl: (provider, clientId, returnTo) =>
      withParams(new URL('/logout', provider.authorization_endpoint), {
        client_id: clientId,
        logout_uri: returnTo,
      }),
  },
  {
    // learn.microsoft.com/entra/identity-platform/reference-error-codes, AADSTS901002: the `resource` parameter is not supported.
    // Of several tenants the metadata's issuer is a template, which no comparison accepts: name the tenant's own issuer.
    name: 'Entra',
    matches: onHost(/^login\.microsoftonline\.(com|us)$/),
    noResource: true,
  },
  {
    // keycloak.org/docs, "Offline access": `offline_access` makes a session that outlives sign-out at the provider.
    name: 'Keycloak',
    matches: ({ pathname }) => /\/realms\/[^/]+$/.test(pathname),
    noOfflineAccess: true,
  },
  {
    // developers.google.com/identity/protocols/oauth2/openid-connect: `offline_access` is refused as a scope, there is no sign-out.
    name: 'Google',
    matches: onHost(/^accounts\.google\.com$/),
    noOfflineAccess: true,
  },
]

/** What is special about the provider with this issuer. */
export function traitsOf(issuer: string): ProviderTraits {
  const url = new URL(issuer)
  return PROVIDERS.find(({ matches }) => matches(url)) ?? {}
}

/** Sets query parameters; `undefined` leaves one out. */
export function withParams(url: URL, params: Record<string, string | undefined>): URL {
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return url
}

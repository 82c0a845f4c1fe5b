/** What happens at a provider beside signing in. */
export interface OidcFlows {
  /**
   * How a reload finds its session again, where no worker kept it: `frame` asks the provider out of sight, `redirect` by one
   * visit without a question. `auto` tries the frame first. `none`: the user signs in again. Default `auto`.
   */
  readonly restore?: 'auto' | 'frame' | 'redirect' | 'none'
  /**
   * What `session.fetch` does when an API asks for stronger authentication (RFC 9470): `throw` a `step_up_required`, or step up
   * and send again. Default `throw`.
   */
  readonly stepUp?: 'throw' | 'popup' | 'redirect'
  /** Where the provider sends the user after sign-out. Default: the redirect URI. */
  readonly postLogoutRedirectUri?: string
  /**
   * Sends the ID token in the address of the sign-out, for a provider that insists on it. Default false: the address of a page is no
   * place for a token.
   */
  readonly sendIdTokenHint?: boolean
}

/** A provider, and this app as it knows it. */
export interface OidcOptions {
  /** Compared exactly with what the provider says of itself. An https address (http on loopback). */
  readonly issuer: string
  readonly clientId: string
  /** Where the provider sends the user back to, on this origin; a page that creates the session. Default: `/`. */
  readonly redirectUri?: string
  /** Separated by spaces. Default `openid profile email offline_access`, without the last where a provider is better off so. */
  readonly scope?: string
  /** The APIs that the access token is for. RFC 8707. */
  readonly resource?: string | readonly string[]
  /** More parameters for the authorization request, such as `audience` or `organization`. */
  readonly params?: Readonly<Record<string, string>>
  /** Binds tokens to a key that cannot leave this browser (RFC 9449): where the provider offers it, never, or always. Default `auto`. */
  readonly dpop?: 'auto' | 'never' | 'required'
  readonly flows?: OidcFlows
}

/** What `session.signIn` takes. */
export interface OidcSignInOptions {
  /** A popup needs a click and keeps the page; a redirect leaves it. Default `redirect`. */
  readonly method?: 'popup' | 'redirect'
  /** Where to go on after a redirect, on this origin. Default: where the user is now. */
  readonly returnTo?: string
  readonly prompt?: string
  readonly loginHint?: string
  readonly acrValues?: string
  /** Milliseconds. */
  readonly maxAgeMs?: number
  readonly params?: Readonly<Record<string, string>>
  /** Gives the sign-in up: a popup that was closed cannot be told from one that is still open. */
  readonly signal?: AbortSignal
}

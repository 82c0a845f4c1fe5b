/** What `signOut` takes; both only where a provider is signed out of by a visit to its page (`oidc`). */
export interface SignOutOptions {
  /** Whether the provider's own session ends too, so that the next sign-in asks for credentials. Default true. */
  readonly provider?: boolean
  /** Where the provider sends the user back to: an address that it knows. Default: the redirect URI. */
  readonly returnTo?: string
  /** @internal The page that asks, where many share one realm. */
  readonly page?: string
}

/** What `reauthenticate` takes. RFC 9470, section 4. */
export interface StepUpOptions {
  /** The authentication context classes that will do, separated by spaces. */
  readonly acrValues?: string
  /** How long ago the user may have authenticated, milliseconds. Default: any time. */
  readonly maxAgeMs?: number
  /** A popup needs a click and keeps the page; a redirect leaves it. Default `redirect`. */
  readonly method?: 'popup' | 'redirect'
  /** Where to go on after a redirect, on this origin. Default: where the user is now. */
  readonly returnTo?: string
  /** Gives it up. */
  readonly signal?: AbortSignal
}

/** What `getToken` takes. */
export interface TokenOptions {
  /** The token must be good for at least this long, milliseconds. Default 0. */
  readonly minValidityMs?: number
}

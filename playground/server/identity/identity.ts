import type { IdentityCounters } from './identity-counters.js'
import type { IdentityLimits } from './identity-limits.js'
import type { CLIENT_IDS } from './first-party-apps.js'

/** The identity server, as tests and the demo see it. */
export interface Identity {
  /** Its origin, `http://idp.localhost:PORT`, and its name in every token. */
  readonly issuer: string
  readonly clients: typeof CLIENT_IDS
  readonly counters: IdentityCounters
  /** Change them at any time; they hold for what is issued from then on. */
  readonly limits: IdentityLimits
  /** Forgets who is signed in here: `prompt=none` is refused. Tokens live on. Returns how many. */
  endSessions(): number
  /** Makes the API refuse every access token that was issued so far; refreshing works. */
  expireAccessTokens(): void
  /** Ends every refresh token: the next refresh is `invalid_grant`. Returns how many. */
  revokeFamilies(): number
  /** Every token that went out so far, as text, the newest last. */
  issuedTokens(): readonly string[]
  /** Makes the API refuse every nonce that it gave so far: the next proof needs a new one. */
  expireNonces(): void
}

import { inThisRealm } from './in-this-realm.js'
import type { SessionStrategy } from './runtime/driver.js'
import { type CookieOptions, cookieStrategy } from './strategies/cookie.js'

/**
 * Holds the session in an HttpOnly cookie of the app's own server (a server session, a BFF).
 *
 * The strongest way there is: no script can read the credential. See draft-ietf-oauth-browser-based-apps, section 6.1.
 */
export function cookie(options: CookieOptions): SessionStrategy {
  return inThisRealm(cookieStrategy(options))
}

import { SessionError } from '../errors.js'
import type { Navigation } from '../ports/navigation.js'

/** Reads an address as `fetch` would, and refuses one whose origin never gets a credential. */
export type AddressCheck = (url: string) => void

/** The page's own origin and the ones named, compared exactly. The list cannot be changed later. */
export function createAddressCheck(
  navigation: Navigation,
  allowedOrigins: readonly string[],
): AddressCheck {
  const allowed = new Set([new URL(navigation.baseUrl()).origin, ...allowedOrigins])
  return (url) => {
    const { origin, protocol } = new URL(url)
    // A blob: address has the origin of whoever made it, and is answered by nobody's server.
    if (!allowed.has(origin) || !protocol.startsWith('http')) {
      throw new SessionError('origin_not_allowed')
    }
  }
}

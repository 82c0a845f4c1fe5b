import { toUser, type User } from '../shared/user.ts'

/** A user, and how they signed in. */
export interface OidcUser extends User {
  /** The level of authentication, as the identity server names it. */
  readonly acr: string
}

const LEVELS: Readonly<Record<string, string>> = {
  'urn:latchkey:loa:1': 'Password',
  'urn:latchkey:loa:2': 'Password and code',
}

/**
 * Turns the claims of the ID token into the app's own type.
 *
 * @throws {TypeError} where a part is missing
 */
export function toOidcUser(claims: unknown): OidcUser {
  const { acr } = (claims ?? {}) as Record<string, unknown>
  return { ...toUser(claims), acr: String(acr) }
}

/** Says how the user signed in. */
export function levelInWords({ acr }: OidcUser): string {
  return LEVELS[acr] ?? acr
}

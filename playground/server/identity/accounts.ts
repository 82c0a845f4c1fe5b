import type { Account } from 'oidc-provider'
import { findUser, type User } from '../users.js'

/** What each scope lets an app know of its user. */
export const CLAIMS_OF_SCOPE: Readonly<Record<string, string[]>> = Object.freeze({
  // Of the sign-in itself: every ID token says how and when its user signed in.
  openid: ['sub', 'acr', 'amr', 'auth_time'],
  profile: ['name', 'preferred_username', 'role'],
  email: ['email', 'email_verified'],
})

/** The provider's view of a user. */
export function findAccount(_context: unknown, sub: string): Account | undefined {
  const found = findUser(sub)
  return found && { accountId: sub, claims: () => claimsOf(found.name, found.user) }
}

function claimsOf(name: string, { sub, ...user }: User): { sub: string } {
  const more = { preferred_username: name, email_verified: true }
  return { sub, ...user, ...more }
}

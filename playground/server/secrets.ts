import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const SECRET_BYTES = 32

/** Makes a session id, token or reference: 32 random bytes, base64url. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/**
 * The form in which a secret is stored and looked up.
 *
 * Plain SHA-256 is enough for 256 random bits (a password would need a slow hash), and a look-up
 * by hash tells an attacker who measures time nothing about the secret.
 */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

/** Compares without telling by its duration where the difference is. */
export function isSameSecret(left: string, right: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(left)), Buffer.from(hashOf(right)))
}

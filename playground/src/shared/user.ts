/** Whom this playground's server signs in. */
export interface User {
  readonly sub: string
  readonly name: string
  readonly email: string
}

/**
 * Turns what the server says of the user into the app's own type.
 *
 * @throws {TypeError} where a part is missing
 */
export function toUser(claims: unknown): User {
  const { sub, name, email } = (claims ?? {}) as Record<string, unknown>
  if (typeof sub !== 'string' || typeof name !== 'string' || typeof email !== 'string') {
    throw new TypeError('The server said too little of the user.')
  }
  return { sub, name, email }
}

// What only the protocol needs: no news to an app, and nothing that should lie about in it.
const PRIVATE = 'nonce at_hash c_hash s_hash jti sid exp nbf iat'.split(' ')

/** The ID token's claims that the app may see. */
export function publicClaims(claims: object | undefined): Record<string, unknown> | undefined {
  if (claims === undefined) return undefined
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !PRIVATE.includes(name)))
}

import type { Clock } from '../ports/clock.js'
import type { Tokens } from './tokens.js'

// A server's clock is not the browser's. RFC 7519, section 4.1.4.
const LEEWAY_MS = 60_000
// Where the server does not say how long its tokens last.
const UNKNOWN_MS = 3_600_000

/** The tokens that were held lately: one that was replaced works until it expires. */
export interface KnownSecrets {
  add(tokens: Tokens): void
  all(): string[]
}

export function createKnownSecrets({ now }: Pick<Clock, 'now'>): KnownSecrets {
  const untils = new Map<string, number>()

  function add(tokens: Tokens): void {
    const at = now()
    for (const [token, until] of untils) if (until < at) untils.delete(token)
    const until = (tokens.grant.expiresAt ?? at + UNKNOWN_MS) + LEEWAY_MS
    for (const token of secretsOf(tokens)) untils.set(token, until)
  }

  return { add, all: () => [...untils.keys()] }
}

export function secretsOf({ accessToken, refreshToken, idToken }: Tokens): string[] {
  return [accessToken, refreshToken, idToken].filter((token) => token !== undefined)
}

import type { Clock } from '../ports/clock.js'
import { eachSecret, type Tokens } from './tokens.js'

// A server's clock is not the browser's. RFC 7519, section 4.1.4.
const LEEWAY_MS = 60_000
// Where the server does not say how long its tokens last.
const UNKNOWN_MS = 3_600_000

/** The secrets that were held lately: a token that was replaced works until it expires. */
export interface KnownTokens {
  add(tokens: Tokens): void
  secrets(): Iterable<string>
}

export function createKnownTokens({ now }: Pick<Clock, 'now'>): KnownTokens {
  const untils = new Map<string, number>()

  function add(tokens: Tokens): void {
    const at = now()
    untils.forEach((until, one) => until < at && untils.delete(one))
    const until = (tokens.grant.expiresAt ?? at + UNKNOWN_MS) + LEEWAY_MS
    eachSecret(tokens, (secret) => untils.set(secret, until))
  }

  return { add, secrets: () => untils.keys() }
}

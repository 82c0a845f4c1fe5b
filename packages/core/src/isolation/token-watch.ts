import { SessionError } from '../errors.js'

// An answer that repeats its request is short; what is longer passes.
const WATCHED_BYTES = 64 * 1_024

/** Refuses an answer in which a server sends a token back: the page must not read it. */
export interface TokenWatch {
  headers(headers: Headers): void
  body(piece: Uint8Array): void
}

/** `secrets` are all tokens that may be good. Looks at the first 64 kB, over the borders of pieces too. */
export function createTokenWatch(secrets: () => readonly string[]): TokenWatch {
  let seen = 0
  let tail = ''

  function look(text: string, held: readonly string[]): void {
    if (held.some((secret) => text.includes(secret))) {
      throw new SessionError('token_isolated', {
        message:
          'The answer repeats the token of its request, and is withheld; the API must not echo headers.',
      })
    }
  }

  return {
    headers: (headers) => look([...headers.values()].join('\n'), secrets()),
    body: (piece) => {
      if (seen >= WATCHED_BYTES) return
      const part = piece.subarray(0, WATCHED_BYTES - seen)
      seen += part.byteLength
      const held = secrets()
      const text = tail + new TextDecoder('latin1').decode(part)
      look(text, held)
      tail = text.slice(-Math.max(0, ...held.map(({ length }) => length)))
    },
  }
}

import { SessionError } from '../errors.js'

// An answer that repeats its request is short; what is longer passes.
const WATCHED_BYTES = 64 * 1_024

/** Refuses an answer in which a server sends a token back: the page must not read it. */
export interface TokenWatch {
  headers(headers: Headers): void
  body(piece: Uint8Array): void
}

/** `secrets` are all tokens that are held. Looks at the first 64 kB, over the borders of pieces too. */
export function createTokenWatch(secrets: () => readonly string[]): TokenWatch {
  let seen = 0
  let tail = ''

  function look(text: string): void {
    if (secrets().some((secret) => text.includes(secret))) {
      throw new SessionError('token_isolated', {
        message:
          'The answer repeats the token of its request, and is withheld; the API must not echo headers.',
      })
    }
  }

  return {
    headers: (headers) => {
      for (const [, value] of headers) look(value)
    },
    body: (piece) => {
      if (seen >= WATCHED_BYTES) return
      const part = piece.subarray(0, WATCHED_BYTES - seen)
      seen += part.byteLength
      const text = tail + new TextDecoder('latin1').decode(part)
      look(text)
      const longest = Math.max(0, ...secrets().map(({ length }) => length))
      tail = text.slice(-longest)
    },
  }
}

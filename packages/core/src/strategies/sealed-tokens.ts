import type { Crypto, Sealed } from '../ports/crypto.js'
import type { Tokens } from './bearer-answer.js'

/** Puts tokens to rest: ciphertext for the record. */
export function sealTokens(crypto: Crypto, tokens: Tokens): Promise<Sealed> {
  return crypto.seal(JSON.stringify(tokens))
}

/** Wakes tokens; undefined when they cannot be read here any more. */
export async function unsealTokens(crypto: Crypto, sealed: Sealed): Promise<Tokens | undefined> {
  try {
    return JSON.parse(await crypto.unseal(sealed)) as Tokens
  } catch {
    return undefined
  }
}

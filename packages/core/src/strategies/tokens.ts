import type { Crypto, Sealed } from '../ports/crypto.js'
import type { Grant } from '../ports/strategy.js'

/** The tokens of one grant; they stay in the strategy. */
export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  /** For a provider that insists on it at sign-out. */
  readonly idToken?: string | undefined
  /** What the tokens are bound to. RFC 9449. */
  readonly keys?: CryptoKeyPair | undefined
  readonly grant: Grant
}

/** Gives each secret on its own: where tokens are in the page, script may stand around what a list goes through. */
export function eachSecret(tokens: Tokens, use: (secret: string) => void): void {
  use(tokens.accessToken)
  if (tokens.refreshToken !== undefined) use(tokens.refreshToken)
  if (tokens.idToken !== undefined) use(tokens.idToken)
}

/** Puts tokens to rest: ciphertext for the record, and the keys as they are, for they cannot be exported. */
export async function sealTokens(crypto: Crypto, { keys, ...tokens }: Tokens): Promise<Sealed> {
  const sealed = await crypto.seal(JSON.stringify(tokens))
  return keys === undefined ? sealed : { ...sealed, keys }
}

/** Wakes tokens; undefined when they cannot be read here any more. */
export async function unsealTokens(crypto: Crypto, sealed: Sealed): Promise<Tokens | undefined> {
  try {
    const tokens = JSON.parse(await crypto.unseal(sealed)) as Tokens
    return { ...tokens, keys: sealed.keys as CryptoKeyPair | undefined }
  } catch {
    return undefined
  }
}

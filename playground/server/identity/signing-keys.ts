import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose'
import { newSecret } from '../secrets.js'

/** The keys of one run: made at the start, never written anywhere. */
export interface SigningKeys {
  readonly privateKeys: { readonly keys: readonly JWK[] }
  readonly publicKeys: JSONWebKeySet
}

/** How tokens are signed. */
export const SIGNING_ALGORITHM = 'ES256'

/** Makes the key that signs ID tokens and access tokens. */
export async function makeSigningKeys(): Promise<SigningKeys> {
  const pair = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true })
  const name = { alg: SIGNING_ALGORITHM, use: 'sig', kid: newSecret().slice(0, 8) }
  return {
    privateKeys: { keys: [{ ...(await exportJWK(pair.privateKey)), ...name }] },
    publicKeys: { keys: [{ ...(await exportJWK(pair.publicKey)), ...name }] },
  }
}

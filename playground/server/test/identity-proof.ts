import { createHash, randomUUID } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'

/** Makes DPoP proofs with one key, as an app does. */
export interface Prover {
  readonly thumbprint: string
  prove(method: string, url: string, more?: Record<string, unknown>): Promise<string>
}

/** Makes a key and the proofs of it; `token` becomes `ath`. */
export async function createProver(): Promise<Prover> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const jwk = await exportJWK(publicKey)

  async function prove(
    method: string,
    url: string,
    { token, ...more }: Record<string, unknown> = {},
  ): Promise<string> {
    const ath = createHash('sha256').update(String(token)).digest('base64url')
    const binding = token === undefined ? {} : { ath }
    return new SignJWT({ htm: method, htu: url, jti: randomUUID(), ...binding, ...more })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .setIssuedAt(typeof more['iat'] === 'number' ? more['iat'] : undefined)
      .sign(privateKey)
  }

  return { thumbprint: await calculateJwkThumbprint(jwk), prove }
}

import { createHash, randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { send, type Sending } from '../../server/test/identity-browser.ts'

/** Somebody elsewhere, with a key of its own, or with the one that was stolen. */
export interface Thief {
  /** Sends a request with a proof of that key; asks again with the nonce that is wanted. */
  send(method: string, url: string, sending: Sending, token?: string): Promise<Response>
}

export async function createThief(stolen?: JWK): Promise<Thief> {
  const secret =
    stolen ?? (await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey))
  const { kty, crv, x, y } = secret
  const jwk = { kty, crv, x, y } as JWK
  const key = await importJWK(secret, 'ES256')

  function prove(method: string, url: string, token?: string, nonce?: string): Promise<string> {
    const ath = createHash('sha256')
      .update(token ?? '')
      .digest('base64url')
    const claims = { htm: method, htu: url, jti: randomUUID(), nonce, ...(token && { ath }) }
    const header = { alg: 'ES256', typ: 'dpop+jwt', jwk }
    return new SignJWT(claims).setProtectedHeader(header).setIssuedAt().sign(key)
  }

  return {
    async send(method, url, sending, token) {
      const ask = async (nonce?: string): Promise<Response> => {
        const dpop = await prove(method, url, token, nonce)
        return send(url, { ...sending, method, headers: { ...sending.headers, dpop } })
      }
      const answer = await ask()
      const nonce = answer.headers.get('dpop-nonce')
      return answer.ok || nonce === null ? answer : ask(nonce)
    },
  }
}

import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify, type JWTPayload } from 'jose'
import type { DpopNonces } from './dpop-nonces.js'

/** What a proof must prove. */
export interface ProofExpectation {
  readonly method: string
  /** Without query and fragment. */
  readonly url: string
  readonly accessToken: string
  /** The thumbprint of the key to which the token is bound (`cnf.jkt`). */
  readonly thumbprint: string
}

/** What became of a proof; RFC 9449 names the errors. */
export type ProofResult = 'ok' | 'invalid_dpop_proof' | 'use_dpop_nonce'

/** Checks DPoP proofs, and remembers them. */
export type ProofCheck = (proof: unknown, expected: ProofExpectation) => Promise<ProofResult>

/** What our servers take; they tell it in their challenges. */
export const PROOF_ALGORITHMS = ['ES256', 'Ed25519', 'EdDSA']

const WINDOW_MS = 60_000

/** Creates the check of RFC 9449, section 4.3, all of it; no proof passes twice. */
export function createProofCheck(nonces: DpopNonces, now: () => number): ProofCheck {
  const seen = new Map<string, number>()

  return async (proof, expected) => {
    const claims = await readProof(proof, expected)
    if (claims === undefined || !isFresh(claims)) return 'invalid_dpop_proof'
    if (!nonces.isGood(claims['nonce'])) return 'use_dpop_nonce'
    return isFirst(`${expected.thumbprint} ${claims.jti}`) ? 'ok' : 'invalid_dpop_proof'
  }

  function isFresh({ iat = 0 }: JWTPayload): boolean {
    return Math.abs(now() - iat * 1000) <= WINDOW_MS
  }

  function isFirst(id: string): boolean {
    for (const [old, until] of seen) if (until < now()) seen.delete(old)
    if (seen.has(id)) return false
    seen.set(id, now() + 2 * WINDOW_MS)
    return true
  }
}

async function readProof(
  proof: unknown,
  expected: ProofExpectation,
): Promise<JWTPayload | undefined> {
  if (typeof proof !== 'string') return undefined
  const verified = await jwtVerify(proof, EmbeddedJWK, {
    typ: 'dpop+jwt',
    algorithms: PROOF_ALGORITHMS,
    requiredClaims: ['jti', 'iat'],
  }).catch(() => undefined)
  const key = verified?.protectedHeader.jwk
  if (verified === undefined || key === undefined) return undefined
  const { payload } = verified
  const isMeant =
    (await calculateJwkThumbprint(key)) === expected.thumbprint &&
    payload['htm'] === expected.method &&
    withoutQuery(payload['htu']) === expected.url &&
    payload['ath'] === hashOfToken(expected.accessToken)
  return isMeant ? payload : undefined
}

function withoutQuery(url: unknown): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

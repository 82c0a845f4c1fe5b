import { newSecret } from './secrets.js'

/** The nonces that a server gives for DPoP proofs (RFC 9449, section 9). */
export interface DpopNonces {
  /** The one to give now. */
  current(): string
  isGood(nonce: unknown): boolean
  /** Takes back all that were given. */
  expireAll(): void
}

const ROTATION_MS = 60_000

/** Creates nonces that live for one to two minutes; `now` tells the time in epoch milliseconds. */
export function createDpopNonces(now: () => number): DpopNonces {
  let nonces: readonly { nonce: string; madeAt: number }[] = []

  function current(): string {
    const newest = nonces[0]
    if (newest !== undefined && now() < newest.madeAt + ROTATION_MS) return newest.nonce
    const next = { nonce: newSecret(), madeAt: now() }
    nonces = [next, ...nonces.slice(0, 1)]
    return next.nonce
  }

  function isGood(nonce: unknown): boolean {
    const known = nonces.find((one) => one.nonce === nonce)
    return known !== undefined && now() < known.madeAt + 2 * ROTATION_MS
  }

  return { current, isGood, expireAll: () => void (nonces = []) }
}

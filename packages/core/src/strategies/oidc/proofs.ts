import { DPoP, type DPoPHandle, generateKeyPair } from 'oauth4webapi'
import { SessionError } from '../../errors.js'
import type { OidcWorld } from './oidc-world.js'

const ALG = 'ES256'

/** To whom a proof is shown: nonces of a provider and of an API on one origin are not the same. */
export type Role = 'provider' | 'api'

/** Makes proofs of possession; each key has one maker for each role, which remembers nonces by origin. RFC 9449, section 8. */
export interface Proofs {
  /** A key for a new grant, where tokens are to be bound. It cannot be exported. */
  newKeys(at: OidcWorld): Promise<CryptoKeyPair | undefined>
  of(keys: CryptoKeyPair | undefined, role: Role): DPoPHandle | undefined
}

export function createProofs(): Proofs {
  const makers = {
    provider: new WeakMap<CryptoKeyPair, DPoPHandle>(),
    api: new WeakMap<CryptoKeyPair, DPoPHandle>(),
  }

  async function newKeys({ options, provider }: OidcWorld): Promise<CryptoKeyPair | undefined> {
    const { dpop = 'auto' } = options
    const offered = provider.dpop_signing_alg_values_supported?.includes(ALG) === true
    if (dpop === 'never' || (dpop === 'auto' && !offered)) return undefined
    if (!offered)
      throw new SessionError('misconfigured', { field: 'dpop_signing_alg_values_supported' })
    const { privateKey, publicKey } = await generateKeyPair(ALG, { extractable: false })
    // WebKit's own pair cannot be cloned, and so could not rest in the store.
    return { privateKey, publicKey }
  }

  function of(keys: CryptoKeyPair | undefined, role: Role): DPoPHandle | undefined {
    if (keys === undefined) return undefined
    const known = makers[role].get(keys) ?? DPoP({}, keys)
    makers[role].set(keys, known)
    return known
  }

  return { newKeys, of }
}

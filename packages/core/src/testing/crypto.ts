import type { Crypto } from '../ports/crypto.js'

const MASK = 0x5a

/** Ids that count, jitter in the middle, and a lock that only looks like one: never for real secrets. */
export function createTestCrypto(nextId: () => number, random: () => number): Crypto {
  return {
    randomId: () => `id-${nextId()}`,
    random,
    keepsKeys: async () => true,
    seal: async (text) => ({
      key: { note: 'test key' },
      iv: new Uint8Array(12),
      data: masked(new TextEncoder().encode(text)).buffer,
    }),
    unseal: async ({ data }) => new TextDecoder().decode(masked(new Uint8Array(data))),
  }
}

function masked(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytes, (byte) => byte ^ MASK)
}

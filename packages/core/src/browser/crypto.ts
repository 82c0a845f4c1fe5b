import type { Crypto, Sealed } from '../ports/crypto.js'

const AES = 'AES-GCM'

/** Web Crypto. Each sealing has a key of its own that cannot be exported and is forgotten with the record. */
export const browserCrypto: Crypto = {
  randomId: () => base64url(crypto.getRandomValues(new Uint8Array(16))),
  random: () => Math.random(),

  // Measured in WebKitGTK 2.50: a shared worker can clone no key, and so can put none into the store.
  keepsKeys: async () => {
    try {
      structuredClone(await newKey())
      return true
    } catch {
      return false
    }
  },

  seal: async (text) => {
    const key = await newKey()
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const data = await crypto.subtle.encrypt({ name: AES, iv }, key, new TextEncoder().encode(text))
    return { key, iv, data }
  },

  unseal: async ({ key, iv, data }: Sealed) => {
    const text = await crypto.subtle.decrypt({ name: AES, iv }, key as CryptoKey, data)
    return new TextDecoder().decode(text)
  },
}

function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: AES, length: 256 }, false, ['encrypt', 'decrypt'])
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

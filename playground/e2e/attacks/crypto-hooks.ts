import type { Attack } from './attack.ts'

/** Script that stands around what is encoded, signed and sealed. */
export const CRYPTO_HOOKS: readonly Attack[] = [
  {
    name: 'hooks text encoding',
    run: ({ hook, hookGetter }) => {
      for (const name of ['encode', 'encodeInto']) hook(TextEncoder.prototype, name)
      hook(TextDecoder.prototype, 'decode')
      const names = 'btoa atob encodeURIComponent decodeURIComponent structuredClone URL'
      for (const name of names.split(' ')) hook(globalThis, name)
      hookGetter(URL.prototype, 'searchParams')
    },
  },
  {
    name: 'hooks crypto.subtle',
    run: ({ hook, take, takeLater }) => {
      const names = 'digest sign verify encrypt decrypt importKey generateKey exportKey'
      for (const name of names.split(' ')) {
        hook(SubtleCrypto.prototype, name, (args, _self, result) => {
          take(args)
          takeLater(result)
        })
      }
    },
  },
  {
    name: 'hooks crypto.subtle where tokens rest sealed',
    query: 'persist=sealed',
    run: ({ hook, take, takeLater }) => {
      for (const name of ['encrypt', 'decrypt']) {
        hook(SubtleCrypto.prototype, name, (args, _self, result) => {
          take(args)
          takeLater(result)
        })
      }
    },
    steals: { page: 'both' },
  },
  {
    name: 'makes keys that can be exported, and hooks the Request constructor',
    query: 'dpop=auto',
    run: ({ hook, take }) => {
      hook(globalThis, 'Request')
      const { subtle } = crypto
      const { generateKey } = SubtleCrypto.prototype
      SubtleCrypto.prototype.generateKey = async function (
        algorithm: never,
        _extractable: boolean,
        usages: never,
      ) {
        const made = (await Reflect.apply(generateKey, subtle, [
          algorithm,
          true,
          usages,
        ])) as CryptoKeyPair
        // The redirect ends this page, and takes the key along.
        if (made.privateKey) {
          const key = await subtle.exportKey('jwk', made.privateKey)
          sessionStorage.setItem('attack-key', JSON.stringify(key))
        }
        return made
      } as never
      return () => {
        take(sessionStorage.getItem('attack-key'))
        // Or a later attack would find it there.
        sessionStorage.removeItem('attack-key')
      }
    },
    steals: { page: 'early' },
  },
]

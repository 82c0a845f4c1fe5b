import type { Attack } from './attack.ts'

/** Script that listens wherever the platform carries something. */
export const PLATFORM_HOOKS: readonly Attack[] = [
  {
    name: 'hooks messages on their way out',
    run: ({ hook }) => {
      hook(MessagePort.prototype, 'postMessage')
      hook(Worker.prototype, 'postMessage')
      hook(BroadcastChannel.prototype, 'postMessage')
      hook(globalThis, 'postMessage')
    },
  },
  {
    name: 'hooks messages on their way in',
    run: ({ hookGetter, hook, take }) => {
      for (const name of ['data', 'ports', 'source']) hookGetter(MessageEvent.prototype, name)
      hook(EventTarget.prototype, 'addEventListener', ([type, listener], self) => {
        if (type === 'message' && self instanceof EventTarget) take(listener)
      })
    },
  },
  {
    name: 'catches the port of the SDK and listens with it',
    run: ({ hook, take }) => {
      const heard = new Set<unknown>()
      const listen = (_args: unknown, self: unknown): void => {
        if (heard.has(self)) return
        heard.add(self)
        ;(self as Worker).addEventListener('message', ({ data }) => take(data))
      }
      hook(MessagePort.prototype, 'postMessage', listen)
      hook(Worker.prototype, 'postMessage', listen)
    },
  },
  {
    name: 'listens to the channels between tabs',
    run: ({ take }) => {
      const name = new URLSearchParams(sessionStorage.getItem('oidc-test') ?? '').get('name')
      for (const channel of [
        `latchkey:${name}`,
        `latchkey:${name}:returns`,
        `${name}`,
        'latchkey',
      ]) {
        new BroadcastChannel(channel).onmessage = ({ data }) => take(data)
      }
    },
  },
  {
    name: 'hooks what goes to rest',
    run: ({ hook }) => {
      for (const name of ['put', 'add', 'get']) hook(IDBObjectStore.prototype, name)
      hook(Storage.prototype, 'setItem')
      hook(Cache.prototype, 'put')
      for (const name of ['pushState', 'replaceState']) hook(History.prototype, name)
    },
  },
  {
    name: 'hooks what is read at rest',
    run: ({ hookGetter }) => hookGetter(IDBRequest.prototype, 'result'),
  },
  {
    name: 'hooks the console',
    run: ({ hook, take }) => {
      for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'])
        hook(console, name)
      for (const type of ['error', 'unhandledrejection']) {
        addEventListener(type, (event) => {
          take((event as PromiseRejectionEvent).reason)
          take((event as ErrorEvent).message)
        })
      }
    },
  },
  {
    name: 'watches how the worker is made',
    when: ['early'],
    run: ({ hook, hookGetter }) => {
      for (const kind of ['Worker', 'SharedWorker']) if (kind in globalThis) hook(globalThis, kind)
      if (globalThis.SharedWorker !== undefined) hookGetter(SharedWorker.prototype, 'port')
    },
  },
]

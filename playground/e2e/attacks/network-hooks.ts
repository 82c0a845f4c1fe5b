import type { Attack } from './attack.ts'

/** Script that stands around what requests and answers go through. */
export const NETWORK_HOOKS: readonly Attack[] = [
  {
    name: 'hooks fetch',
    run: ({ hook, take, takeLater }) =>
      hook(globalThis, 'fetch', (args, _, result) => {
        take(args)
        takeLater(result)
      }),
    steals: { page: 'both' },
  },
  {
    name: 'hooks XMLHttpRequest',
    run: ({ hook, hookGetter }) => {
      for (const name of ['open', 'send', 'setRequestHeader']) hook(XMLHttpRequest.prototype, name)
      for (const name of ['response', 'responseText']) hookGetter(XMLHttpRequest.prototype, name)
    },
  },
  {
    name: 'hooks the Request constructor',
    run: ({ hook }) => hook(globalThis, 'Request'),
    steals: { page: 'both' },
  },
  {
    name: 'hooks Request getters',
    run: ({ hook, hookGetter, take }) => {
      for (const name of ['headers', 'body', 'url']) hookGetter(Request.prototype, name)
      hook(Request.prototype, 'clone', (_args, self) => take(self))
    },
  },
  {
    name: 'hooks Headers',
    run: ({ hook }) => {
      hook(globalThis, 'Headers')
      for (const name of ['set', 'append', 'get']) hook(Headers.prototype, name)
    },
    steals: { page: 'both' },
  },
  {
    name: 'hooks Response',
    run: ({ hook, hookGetter, take, takeLater }) => {
      for (const name of ['json', 'text', 'arrayBuffer', 'clone']) {
        hook(Response.prototype, name, (_args, self, result) => {
          take(self)
          takeLater(result)
        })
      }
      hook(globalThis, 'Response')
      hook(Response, 'json')
      hookGetter(Response.prototype, 'body')
    },
    steals: { page: 'both' },
  },
  {
    name: 'hooks URLSearchParams and FormData, and keeps the refresh token unspent',
    alone: true,
    run: ({ hook, take }) => {
      for (const kind of [URLSearchParams, FormData]) {
        for (const name of ['set', 'append', 'toString']) hook(kind.prototype, name)
      }
      const { set } = URLSearchParams.prototype
      URLSearchParams.prototype.set = function (name, value) {
        if (name === 'refresh_token') {
          take(value)
          throw new TypeError('Failed to fetch')
        }
        Reflect.apply(set, this, [name, value])
      }
    },
    steals: { page: 'both' },
  },
  {
    name: 'hooks streams and blobs',
    run: ({ hook, takeLater }) => {
      hook(ReadableStreamDefaultReader.prototype, 'read', (_args, _self, result) => {
        takeLater(result)
      })
      hook(globalThis, 'Blob')
      for (const name of ['text', 'arrayBuffer']) {
        hook(Blob.prototype, name, (_args, _self, result) => {
          takeLater(result)
        })
      }
    },
  },
]

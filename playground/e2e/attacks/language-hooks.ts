/* oxlint-disable no-extend-native, unicorn/no-thenable -- An attacker does what a rule forbids. */
import type { Attack } from './attack.ts'

/** Script that changes the language itself under the SDK. */
export const LANGUAGE_HOOKS: readonly Attack[] = [
  {
    name: 'hooks JSON',
    run: ({ hook }) => {
      hook(JSON, 'parse')
      hook(JSON, 'stringify')
    },
    steals: { page: 'both' },
  },
  {
    name: 'puts a getter on Object.prototype.then',
    run: ({ take }) => {
      Object.defineProperty(Object.prototype, 'then', {
        configurable: true,
        get() {
          take(this)
          return undefined
        },
        set(value: unknown) {
          Object.defineProperty(this, 'then', { value, configurable: true, writable: true })
        },
      })
    },
    steals: { page: 'both' },
  },
  {
    name: 'hijacks await by Promise.prototype.then and constructor',
    run: ({ take }) => {
      const { apply } = Reflect
      const { then } = Promise.prototype
      const spied = function <T>(this: Promise<T>, onOk?: unknown, onError?: unknown): unknown {
        const ok =
          typeof onOk !== 'function'
            ? onOk
            : (value: T): unknown => {
                take(value)
                return (onOk as (value: T) => unknown)(value)
              }
        return apply(then, this, [ok, onError]) as unknown
      }
      Promise.prototype.then = spied as never
      class Other extends Promise<unknown> {}
      // A foreign constructor makes `await` call the `then` above.
      Object.defineProperty(Promise.prototype, 'constructor', {
        configurable: true,
        get: () => Other,
        set() {},
      })
    },
    steals: { page: 'both' },
  },
  {
    name: 'puts setters where tokens would be inherited',
    run: ({ take }) => {
      const names =
        'access_token refresh_token id_token accessToken refreshToken idToken authorization token'
      for (const name of names.split(' ')) {
        Object.defineProperty(Object.prototype, name, {
          configurable: true,
          get: () => undefined,
          set(value: unknown) {
            take(value)
            Object.defineProperty(this, name, {
              value,
              configurable: true,
              enumerable: true,
              writable: true,
            })
          },
        })
      }
    },
  },
  {
    name: 'hooks the iterator of arrays',
    run: ({ take }) => {
      const { apply } = Reflect
      const original = Array.prototype[Symbol.iterator]
      const spied = function (this: unknown[]): unknown {
        take(this)
        return apply(original, this, [])
      }
      Object.defineProperty(Array.prototype, Symbol.iterator, {
        configurable: true,
        writable: true,
        value: spied,
      })
    },
    steals: { page: 'both' },
    notIn: ['chromium'],
  },
]

/* oxlint-disable eslint/no-extend-native, unicorn/no-thenable -- an attacker minds no rules */

/** What was overheard, as texts, and what stops the listening. */
export interface Hook {
  readonly heard: readonly string[]
  stop(): void
}

/** Listens to the requests that are sent from this page: their credential. */
export function hookFetch(): Hook {
  const heard: string[] = []
  const original = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const headers = new Headers(input instanceof Request ? input.headers : init?.headers)
    heard.push(headers.get('authorization') ?? '')
    return original(input, init)
  }
  return { heard, stop: () => void (globalThis.fetch = original) }
}

/**
 * Listens to what promises of this page are resolved with.
 *
 * A promise asks each object for its `then`, and the object inherits this one: a known way to read
 * what never was in a variable that the script can reach.
 */
export function hookThen(): Hook {
  const heard: string[] = []
  Object.defineProperty(Object.prototype, 'then', {
    configurable: true,
    get(this: object) {
      heard.push(textOf(this))
      return undefined
    },
    set(this: object, value: unknown) {
      const own = { value, configurable: true, enumerable: true, writable: true }
      Object.defineProperty(this, 'then', own)
    },
  })
  return { heard, stop: () => void Reflect.deleteProperty(Object.prototype, 'then') }
}

function textOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null && !Array.isArray(value)) return ''
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    // A circle, or something that is not to be read.
    return ''
  }
}

import type { See, Tools } from './attack.ts'

/** What runs in the page before any attack: hands out tools, and notes who found what. */
export function prepare(): void {
  const { apply, construct, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect
  const { clone: cloneOf, text: textOf } = Response.prototype
  const requestText = Request.prototype.text
  const requestClone = Request.prototype.clone
  const { then } = Promise.prototype
  const eachHeader = Headers.prototype.forEach
  const paramsToText = URLSearchParams.prototype.toString
  const fromCharCode = String.fromCharCode
  const [TheProxy, TheMap, TheSet, ThePromise] = [Proxy, Map, Set, Promise]
  const isView = ArrayBuffer.isView
  const loot: Record<string, string[]> = {}
  const vault = { url: '', name: '', shared: false }
  let busy = false
  // The attack whose hook looks at something.
  let seeing: string | undefined

  /** An attacker is not caught by its own hooks, nor by another's. */
  function undisturbed(work: () => void): void {
    if (busy) return
    busy = true
    try {
      work()
    } catch {
      // What cannot be read is no loot.
    } finally {
      busy = false
      seeing = undefined
    }
  }

  function note(found: string[], text: string): void {
    for (let at = 0; at < found.length; at++) if (found[at] === text) return
    if (text.length >= 16 && found.length < 2_000) found[found.length] = text
  }

  function latin(bytes: Uint8Array): string {
    let text = ''
    for (let at = 0; at < bytes.length && at < 100_000; at++) text += fromCharCode(bytes[at]!)
    return text
  }

  function later(found: string[], text: Promise<string>): void {
    apply(then, text, [(all: string) => note(found, all), () => {}])
  }

  function dig(found: string[], value: unknown, depth = 0): void {
    if (typeof value === 'string') return note(found, value)
    if (typeof value !== 'object' || value === null || depth > 6) return
    if (value instanceof ArrayBuffer) return note(found, latin(new Uint8Array(value)))
    if (isView(value)) {
      return note(found, latin(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)))
    }
    if (value instanceof Headers) {
      return apply(eachHeader, value, [(one: string) => note(found, one)])
    }
    if (value instanceof URLSearchParams) return note(found, apply(paramsToText, value, []))
    if (value instanceof Response) return later(found, apply(textOf, apply(cloneOf, value, []), []))
    if (value instanceof Request) {
      note(found, value.url)
      dig(found, value.headers)
      return later(found, apply(requestText, apply(requestClone, value, []), []))
    }
    const keys = ownKeys(value)
    for (let at = 0; at < keys.length && at < 200; at++) {
      dig(found, getOwnPropertyDescriptor(value, keys[at]!)?.value, depth + 1)
    }
    if (value instanceof TheMap || value instanceof TheSet) {
      value.forEach((one, key) => (dig(found, one, depth + 1), dig(found, key, depth + 1)))
    }
  }

  function toolsFor(name: string, when: Tools['when'], facts: object): Tools {
    const found = (loot[name] ??= [])
    const quietly = (work: () => void): void =>
      undisturbed(() => {
        seeing = name
        work()
      })
    const take = (value: unknown): void =>
      seeing === name ? dig(found, value) : quietly(() => dig(found, value))
    const takeLater = (value: unknown): void => {
      if (value instanceof ThePromise) apply(then, value, [take, () => {}])
    }
    const seeAll: See = (args, self, result) => {
      dig(found, args)
      dig(found, result)
      if (typeof self === 'string') note(found, String(self))
    }

    function hook(owner: object, key: PropertyKey, see: See = seeAll): void {
      const original = (owner as Record<PropertyKey, unknown>)[key]
      if (typeof original !== 'function') return
      const value: object = new TheProxy(original as () => void, {
        apply(target, self, args) {
          const result = apply(target, self, args)
          quietly(() => see(args, self, result))
          return result
        },
        construct(target, args, newTarget): object {
          quietly(() => see(args, undefined, undefined))
          return construct(target, args, newTarget === value ? target : newTarget)
        },
      })
      defineProperty(owner, key, { value, configurable: true, writable: true })
    }

    function hookGetter(owner: object, key: PropertyKey): void {
      const { get, ...rest } = getOwnPropertyDescriptor(owner, key) ?? {}
      if (get === undefined) return
      const spy = function (this: unknown): unknown {
        const value: unknown = apply(get, this, [])
        quietly(() => dig(found, value))
        return value
      }
      defineProperty(owner, key, { ...rest, get: spy })
    }

    return { take, takeLater, hook, hookGetter, when, vault, ...facts } as Tools
  }

  Object.assign(globalThis, { attackers: { loot, vault, toolsFor } })
}

/** Remembers how the SDK makes its worker, which a script that comes later reads out of the app. */
export function remember(): void {
  const { vault } = (globalThis as never as { attackers: { vault: Record<string, unknown> } })
    .attackers
  for (const kind of ['Worker', 'SharedWorker'] as const) {
    const original = globalThis[kind]
    if (original === undefined) continue
    globalThis[kind] = new Proxy(original as never, {
      construct(target: new (...args: unknown[]) => object, args, newTarget) {
        const { name = '' } = args[1] as { name?: string }
        Object.assign(vault, { url: String(args[0]), name, shared: kind === 'SharedWorker' })
        return Reflect.construct(target, args, newTarget) as object
      },
    }) as never
  }
}

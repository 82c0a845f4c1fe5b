import type { Store } from '../ports/store.js'
import type { Life } from './life.js'

/** The storage of one browser profile; it outlives every tab. */
export interface TestStorage {
  forTab(life: Life): Store
  readonly values: Map<string, unknown>
  /** Makes every call fail, or never answer; `undefined` mends it. */
  break(how: 'throws' | 'hangs' | undefined): void
  writes(): number
}

export function createTestStorage(): TestStorage {
  const values = new Map<string, unknown>()
  let broken: 'throws' | 'hangs' | undefined
  let writes = 0

  async function work<T>(job: () => T): Promise<T> {
    if (broken === 'hangs') await new Promise(() => {})
    if (broken === 'throws') throw new DOMException('The storage is broken.', 'UnknownError')
    await Promise.resolve()
    return job()
  }

  return {
    values,
    break: (how) => void (broken = how),
    writes: () => writes,
    forTab: (life) => ({
      read: (key) => life.gate(work(() => structuredClone(values.get(key)))),
      update: (key, change) =>
        life.gate(
          work(() => {
            if (life.dead()) return
            writes++
            values.set(key, structuredClone(change(structuredClone(values.get(key)))))
          }),
        ),
    }),
  }
}

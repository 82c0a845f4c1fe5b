import type { Store } from '../ports/store.js'
import type { Life } from './life.js'
import { createLane, type Hops } from './pace.js'

/** The storage of one browser profile; it outlives every tab. */
export interface TestStorage {
  forTab(life: Life): Store
  readonly values: Map<string, unknown>
  /** Makes every call fail, or never answer; `undefined` mends it. */
  break(how: 'throws' | 'hangs' | undefined): void
  writes(): number
}

export function createTestStorage(hops: Hops): TestStorage {
  const values = new Map<string, unknown>()
  let broken: 'throws' | 'hangs' | undefined
  let writes = 0

  function update(key: string, change: (old: unknown) => unknown): void {
    writes++
    values.set(key, structuredClone(change(structuredClone(values.get(key)))))
  }

  function forTab(life: Life): Store {
    const there = createLane(hops, 'store')
    const back = createLane(hops, 'store')

    // A transaction runs code of its page: not while that is frozen, never when it is dead.
    async function transact<T>(job: () => T): Promise<T> {
      await life.gate(there())
      if (broken === 'hangs') await new Promise(() => {})
      if (broken === 'throws') throw new DOMException('The storage is broken.', 'UnknownError')
      const result = job()
      await life.gate(back())
      return result
    }

    return {
      read: (key) => transact(() => structuredClone(values.get(key))),
      update: (key, change) => transact(() => update(key, change)),
      // A transaction takes no time here: none is ever under way.
      letGo: () => {},
    }
  }

  return { values, break: (how) => void (broken = how), writes: () => writes, forTab }
}

import { createStore, get, update, type UseStore } from 'idb-keyval'
import type { Store } from '../ports/store.js'

/** IndexedDB through idb-keyval; undefined where the browser has none. */
export function browserStore(): Store | undefined {
  try {
    if (typeof indexedDB !== 'object' || indexedDB === null) return undefined
  } catch {
    // Reading the global throws in some sandboxed frames.
    return undefined
  }
  let opened: UseStore | undefined

  async function use<T>(work: (store: UseStore) => Promise<T>): Promise<T> {
    opened ??= createStore('latchkey', 'sessions')
    try {
      return await work(opened)
    } catch (error) {
      // The browser closed the connection on its own (Safari in the background, a cleared site): open it again, once.
      if ((error as Error | null)?.name !== 'InvalidStateError') throw error
      opened = createStore('latchkey', 'sessions')
      return work(opened)
    }
  }

  return {
    read: (key) => use((store) => get<unknown>(key, store)),
    update: (key, change) => use((store) => update<unknown>(key, change, store)),
  }
}

import { promisifyRequest } from 'idb-keyval'
import type { Store } from '../ports/store.js'
import { type Connection, connect } from './connection.js'

/** IndexedDB through idb-keyval; undefined where the browser has none. */
export function browserStore(): Store | undefined {
  try {
    if (typeof indexedDB !== 'object' || indexedDB === null) return undefined
  } catch {
    // Reading the global throws in some sandboxed frames.
    return undefined
  }
  let current: Connection | undefined

  async function use<T>(
    mode: IDBTransactionMode,
    work: (values: IDBObjectStore) => Promise<T>,
  ): Promise<T> {
    const mine = (current ??= connect())
    try {
      return await mine.transact(mode, work)
    } catch (error) {
      if (current !== mine) return use(mode, work)
      if ((error as Error | null)?.name !== 'InvalidStateError') throw error
      // The browser closed the connection on its own (Safari in the background, a cleared site): another one, once.
      current = connect()
      return current.transact(mode, work)
    }
  }

  return {
    read: (key) => use('readonly', (values) => promisifyRequest<unknown>(values.get(key))),
    update: (key, change) =>
      use('readwrite', async (values) => {
        const { transaction } = values
        values.put(change(await promisifyRequest<unknown>(values.get(key))), key)
        // From here on it needs no page: one that is left right now has written.
        transaction.commit()
      }),
    letGo: () => {
      current?.letGo()
      current = undefined
    },
  }
}

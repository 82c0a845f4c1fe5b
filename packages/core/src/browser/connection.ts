import { createStore, promisifyRequest } from 'idb-keyval'

/** A connection to the database. */
export interface Connection {
  /** Resolves when it is over. */
  transact<T>(mode: IDBTransactionMode, work: (values: IDBObjectStore) => Promise<T>): Promise<T>
  /** Aborts what is under way, and lets nothing begin. */
  letGo(): void
}

/**
 * Connects to the database of all sessions of this origin.
 *
 * WebKit (measured in WebKitGTK 2.50) keeps a page in its back/forward cache with its transactions open, and all other tabs
 * wait for them.
 */
export function connect(): Connection {
  const store = createStore('latchkey', 'sessions')
  const running = new Set<IDBTransaction>()
  let left = false

  function letGo(): void {
    left = true
    for (const transaction of running) {
      try {
        transaction.abort()
      } catch {
        // It is being committed, which needs no page.
      }
    }
  }

  return {
    letGo,
    transact: (mode, work) =>
      store(mode, async (values) => {
        const { transaction } = values
        running.add(transaction)
        if (left) letGo()
        try {
          const result = await work(values)
          await promisifyRequest(transaction)
          return result
        } finally {
          running.delete(transaction)
        }
      }),
  }
}

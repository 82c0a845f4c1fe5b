import { createStore } from 'idb-keyval'

/** A connection to the database. */
export interface Connection {
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
      store(mode, (values) => {
        const { transaction } = values
        const over = (): void => void running.delete(transaction)
        transaction.addEventListener('complete', over)
        transaction.addEventListener('abort', over)
        running.add(transaction)
        if (left) letGo()
        return work(values)
      }),
  }
}

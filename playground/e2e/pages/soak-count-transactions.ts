/** Counts the transactions of this page that IndexedDB has not finished. */
export function countTransactions(): () => { readonly transactions: number } {
  const { transaction } = IDBDatabase.prototype
  let count = 0
  IDBDatabase.prototype.transaction = function (...given) {
    const begun = transaction.apply(this, given)
    count++
    const over = (): void => void count--
    for (const name of ['complete', 'abort'] as const) {
      listen.call(begun, name, over, { once: true })
    }
    return begun
  }
  return () => ({ transactions: count })
}

// Before it is counted itself.
const listen = EventTarget.prototype.addEventListener

/** Script of a page or worker: `connect()` opens the database that facts are tried on, and makes it the first time. */
export const CONNECT_TO_FACTS = `globalThis.connect = () => new Promise((resolve, reject) => {
  const request = indexedDB.open('facts')
  request.onupgradeneeded = () => request.result.createObjectStore('values')
  request.onsuccess = () => resolve(request.result)
  request.onerror = () => reject(request.error)
})
`

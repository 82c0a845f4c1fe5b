/**
 * An expression that gathers all that script of the page can find at rest, each place under its name.
 *
 * It wants `heard` (what was said between tabs) and `errors` (what was thrown) on `globalThis`.
 */
export const GATHER = `(async () => {
  const latin = (bytes) => new TextDecoder('latin1').decode(bytes)
  const plain = (name, value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? latin(value) : value
  const text = (value) => JSON.stringify(value, plain) ?? ''
  const wait = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const databases = []
  for (const { name } of await indexedDB.databases()) {
    const db = await wait(indexedDB.open(name))
    for (const store of db.objectStoreNames) {
      databases.push(name, text(await wait(db.transaction(store).objectStore(store).getAll())))
    }
    db.close()
  }
  const cached = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      cached.push(request.url, await (await cache.match(request)).text())
    }
  }
  const error = (one) => [one.message, one.stack, text(one), text(one.cause)].join()
  return {
    localStorage: text({ ...localStorage }),
    sessionStorage: text({ ...sessionStorage }),
    indexedDB: databases.join(),
    cache: cached.join(),
    cookies: document.cookie,
    address: location.href,
    history: text(history.state),
    messages: text(heard),
    state: text([latchkey.session.state, latchkey.told]),
    errors: errors.map(error).join(),
  }
})()`

/** An expression that puts a secret into each place that \`GATHER\` looks at, and onto the console. */
export function plant(secret: string): string {
  const canary = JSON.stringify(secret)
  return `(async () => {
    localStorage.setItem('planted', ${canary})
    sessionStorage.setItem('planted', ${canary})
    document.cookie = 'planted=' + ${canary}
    history.replaceState({ planted: ${canary} }, '', '?planted=' + ${canary})
    await (await caches.open('planted')).put('/planted', new Response(${canary}))
    await new Promise((resolve) => {
      const request = indexedDB.open('planted')
      request.onupgradeneeded = () => request.result.createObjectStore('s')
      request.onsuccess = () => {
        const work = request.result.transaction('s', 'readwrite')
        work.objectStore('s').put(new TextEncoder().encode(${canary}), 'k')
        work.oncomplete = () => (request.result.close(), resolve())
      }
    })
    new BroadcastChannel('latchkey:sealed').postMessage(${canary})
    latchkey.told.push(${canary})
    errors.push(new Error('x', { cause: { planted: ${canary} } }))
    console.warn(${canary})
    await new Promise((resolve) => setTimeout(resolve, 50))
  })()`
}

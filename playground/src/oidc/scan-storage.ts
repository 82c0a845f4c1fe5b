/** All that script of this origin can read at rest, as one text. */
export async function scanStorage(): Promise<string> {
  const places = [
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    document.cookie,
    location.href,
    window.name,
    ...(await scanDatabases()),
    ...(await scanCaches()),
  ]
  return places.join('\n')
}

async function scanDatabases(): Promise<string[]> {
  const texts: string[] = []
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue
    const database = await resultOf(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const entries = database.transaction(store).objectStore(store).getAll()
      texts.push(JSON.stringify(await resultOf(entries), bytesAsText) ?? '')
    }
    database.close()
  }
  return texts
}

async function scanCaches(): Promise<string[]> {
  const texts: string[] = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const answer of await cache.matchAll()) texts.push(await answer.text())
  }
  return texts
}

function bytesAsText(_name: string, value: unknown): unknown {
  const isBytes = value instanceof ArrayBuffer || ArrayBuffer.isView(value)
  return isBytes ? new TextDecoder('latin1').decode(value) : value
}

function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import type { Tab } from './driver/tab.ts'
import { CONNECT_TO_FACTS } from './facts-database.ts'
import { useSite } from './use-site.ts'

const WINDOWS = 4
const TIMES = 150

// The one that the store is made of.
const IDB_KEYVAL = readFileSync(
  createRequire(new URL('../../packages/core/package.json', import.meta.url))
    .resolve('idb-keyval')
    .replace('.cjs', '.js'),
  'utf8',
)
const COUNT_IN_DATABASE = `import('/idb-keyval.js').then(async ({ update }) => {
  for (let time = 0; time < ${TIMES}; time++) await update('count', (old = 0) => old + 1)
})`
const COUNT_IN_LOCAL_STORAGE = `(async () => {
  const increment = () => localStorage.setItem('count', 1 + Number(localStorage.getItem('count')))
  for (let time = 0; time < ${TIMES}; time++) await navigator.locks.request('count', increment)
})()`

const CONNECT = `${CONNECT_TO_FACTS}
globalThis.use = (database, mode, work) => new Promise((resolve, reject) => {
  const transaction = database.transaction('values', mode)
  const request = work(transaction.objectStore('values'))
  transaction.oncomplete = () => resolve(request.result)
  transaction.onabort = () => reject(transaction.error)
})
globalThis.keepKey = async (name) => {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const database = await connect()
  await use(database, 'readwrite', (values) => values.put(key, name))
  const kept = await use(database, 'readonly', (values) => values.get(name))
  const exported = await crypto.subtle.exportKey('raw', kept).catch((error) => error.name)
  return [kept.extractable, exported]
}
`
const ANSWER = `(port) => keepKey(String(Math.random())).then(
  (kept) => port.postMessage(kept), (error) => port.postMessage(error.name))`
const ONE_ANSWER = `(port) => new Promise((resolve) => (port.onmessage = ({ data }) => resolve(data)))`

// Not extractable, and not exported.
const KEPT = [false, 'InvalidAccessError']
const KEYS = [
  ['a page', `keepKey('of a page')`, { chromium: KEPT, firefox: KEPT, webkit: KEPT }],
  [
    'a worker',
    `(${ONE_ANSWER})(globalThis.worker = new Worker('/worker.js'))`,
    { chromium: KEPT, firefox: KEPT, webkit: KEPT },
  ],
  // Decision 0007.
  [
    'a shared worker, but for WebKit',
    `(${ONE_ANSWER})(new SharedWorker('/shared.js').port)`,
    { chromium: KEPT, firefox: KEPT, webkit: 'DataCloneError' },
  ],
] as const

const CLEAR = `fetch('/clear').then(() => null)`
const LOOK = `(async () => {
  const read = (database) => use(database, 'readonly', (values) => values.get('kept'))
  const old = await read(before).then((value) => value ?? 'nothing', (error) => error.name)
  const fresh = await read(await connect()).then((value) => value ?? 'nothing')
  return { old, fresh, local: localStorage.length }
})()`

describe.each(ENGINES)('%s', (engine) => {
  const stage = useSite(engine, {
    '/idb-keyval.js': { body: IDB_KEYVAL },
    '/connect.js': { body: CONNECT },
    '/page': { body: `<!doctype html><script src="/connect.js"></script>` },
    '/worker.js': { body: `${CONNECT};(${ANSWER})(globalThis)` },
    '/shared.js': { body: `${CONNECT};onconnect = ({ ports: [port] }) => (${ANSWER})(port)` },
    '/echo.js': { body: `onmessage = ({ data }) => postMessage(data)` },
    '/clear': { body: '', headers: { 'clear-site-data': '"storage"' } },
  })

  test(`P15 a counter in IndexedDB loses nothing over ${WINDOWS} windows`, async () => {
    const tabs: Tab[] = []
    while (tabs.length < WINDOWS) tabs.push(await stage.open())
    const all = async (work: string): Promise<void> => {
      for (const tab of tabs) await tab.run(`void (globalThis.counting = ${work})`)
      for (const tab of tabs) await tab.run(`counting.then(() => null)`)
    }

    await all(COUNT_IN_DATABASE)
    await all(COUNT_IN_LOCAL_STORAGE)

    const counted = await tabs[0]!.run(`import('/idb-keyval.js').then(({ get }) => get('count'))`)
    const inLocalStorage = await tabs[0]!.run(`Number(localStorage.getItem('count'))`)
    console.log(`${engine}: of ${WINDOWS * TIMES}, localStorage under a lock has ${inLocalStorage}`)
    expect(counted).toBe(WINDOWS * TIMES)
    for (const tab of tabs) await tab.close()
  })

  test.each(KEYS)(
    'P19 a key that cannot be exported is kept in IndexedDB by %s',
    async (_by, keep, kept) => {
      const tab = await stage.open('/page')

      expect(await tab.run(keep)).toEqual(kept[engine])
      await tab.close()
    },
  )

  test('Clear-Site-Data "storage" clears IndexedDB under an open page, whose worker lives on', async () => {
    const tab = await stage.open('/page')
    await tab.run(`(async () => {
      globalThis.before = await connect()
      await use(before, 'readwrite', (values) => values.put('a value', 'kept'))
      localStorage.setItem('kept', 'a value')
      globalThis.worker = new Worker('/echo.js')
      globalThis.answer = () => (${ONE_ANSWER})(worker, worker.postMessage('up'))
      await answer()
    })()`)

    await tab.run(CLEAR)

    // What the store reopens its connection on.
    expect(await tab.run(LOOK)).toEqual({ old: 'InvalidStateError', fresh: 'nothing', local: 0 })
    expect(await tab.run(`answer()`)).toBe('up')
    await tab.close()
  })
})

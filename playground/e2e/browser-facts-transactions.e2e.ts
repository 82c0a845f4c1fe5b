import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from './driver/engine.ts'
import { ENGINES } from './driver/engines.ts'
import type { Tab } from './driver/tab.ts'
import { CONNECT_TO_FACTS } from './facts-database.ts'
import { EMPTY_PAGE, useSite } from './use-site.ts'

/** What becomes of another tab's change while a page rests in the back/forward cache. */
type Change = 'written' | 'held up'

const LONG_MS = 2_000

// A transaction lasts as long as it is asked for something.
const DATABASE = `${CONNECT_TO_FACTS}
globalThis.begin = (database, mode) => database.transaction('values', mode).objectStore('values')
globalThis.beBusy = (database, mode) => {
  const values = begin(database, mode)
  const ask = () => (values.get('kept').onsuccess = ask)
  ask()
  return values.transaction
}
globalThis.change = (database) => new Promise((resolve, reject) => {
  const values = begin(database, 'readwrite')
  values.put('a value', 'kept')
  values.transaction.oncomplete = () => resolve('written')
  values.transaction.onabort = () => reject(values.transaction.error)
})
`
const WORKER = `${DATABASE}
let transaction
onmessage = async ({ data }) => {
  if (data === 'left') return transaction.abort()
  transaction = beBusy(await connect(), 'readwrite')
  postMessage('busy')
}`
const BUSY_WORKER = `new Promise((resolve) => {
  globalThis.worker = new Worker('/worker.js')
  worker.onmessage = resolve
  worker.postMessage('be busy')
})`
const onLeaving = (work: string): string =>
  `connect().then((database) => addEventListener('pagehide', () => ${work}))`

const written = { chromium: 'written', firefox: 'written', webkit: 'written' } as const
const heldUpInWebKit = { ...written, webkit: 'held up' } as const

// Decision 0016.
const FACTS: readonly (readonly [string, string, Readonly<Partial<Record<Engine, Change>>>])[] = [
  ['its change', `connect().then((database) => beBusy(database, 'readwrite'))`, heldUpInWebKit],
  ['its reading', `connect().then((database) => beBusy(database, 'readonly'))`, heldUpInWebKit],
  ['what it begins as it is left', onLeaving(`change(database)`), heldUpInWebKit],
  ['the change of its worker', BUSY_WORKER, { ...heldUpInWebKit, firefox: 'held up' }],
  [
    'nothing that it aborts as it is left',
    `connect().then((database) => {
      const transaction = beBusy(database, 'readwrite')
      addEventListener('pagehide', () => transaction.abort())
    })`,
    written,
  ],
  [
    'nothing that it commits as it is left',
    onLeaving(`{
      const values = begin(database, 'readwrite')
      values.put('a value', 'kept')
      values.transaction.commit()
    }`),
    written,
  ],
  [
    'nothing that its worker aborts when it is told (in Firefox a race)',
    `${BUSY_WORKER}.then(() => addEventListener('pagehide', () => worker.postMessage('left')))`,
    { chromium: 'written', webkit: 'written' },
  ],
]

describe.each(ENGINES)('%s', (engine) => {
  const stage = useSite(engine, {
    '/page': { body: `${EMPTY_PAGE}<script src="/database.js"></script>` },
    '/database.js': { body: DATABASE },
    // Firefox keeps no page whose successor answers within a millisecond.
    '/elsewhere': { body: EMPTY_PAGE, afterMs: 50 },
    '/worker.js': { body: WORKER },
  })

  const known = FACTS.filter(([, , is]) => engine in is)

  let other: Tab
  beforeAll(async () => {
    other = await stage.open('/page')
    // Firefox keeps no page that has just made a database.
    await other.run(`connect().then((database) => void (globalThis.database = database))`)
  })
  afterAll(() => other?.close())

  test.each(known)(
    'what a page in the back/forward cache holds up: %s',
    async (_fact, before, is) => {
      const tab = await stage.open('/page')
      await tab.run(`(${before}).then(() => null)`)
      await tab.goto(`${stage.site.at('localhost')}/elsewhere`)

      const change = await other.run(`Promise.race([
      change(database),
      new Promise((resolve) => setTimeout(resolve, ${LONG_MS}, 'held up')),
    ])`)

      expect(change).toBe(is[engine])
      await tab.close()
    },
  )
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from './driver/engine.ts'
import { ENGINES } from './driver/engines.ts'
import type { Tab } from './driver/tab.ts'
import { EMPTY_PAGE, useSite } from './use-site.ts'

/** What Back shows: the page as it was left, or a new one. */
type Back = 'as it was' | 'loaded anew'

interface Fact {
  readonly name: string
  readonly path?: string
  /** What the page does before it is left; it may set `globalThis.look` to what it can tell of itself later. */
  readonly before: string
  /** What another tab does meanwhile. */
  readonly meanwhile?: string
  readonly back: Readonly<Record<Engine, Back>>
  /** What `look` says in a page that is back as it was. */
  readonly look?: unknown
}

const everywhere = (back: Back) => ({ chromium: back, firefox: back, webkit: back })
const onlyInWebKit = {
  chromium: 'loaded anew',
  firefox: 'loaded anew',
  webkit: 'as it was',
} as const

const LISTEN = `globalThis.heard = [],
  globalThis.channel = new BroadcastChannel('facts'),
  channel.onmessage = ({ data }) => heard.push(data),
  globalThis.look = () => heard`
const SPEAK = `new Promise((resolve) => {
  new BroadcastChannel('facts').onmessage = resolve
  new BroadcastChannel('facts').postMessage('ended')
})`
const HOLD = `new Promise((resolve) => {
  navigator.locks.request('facts', () => new Promise(() => resolve()))
}).then(() => {
  globalThis.look = async () => (await navigator.locks.query()).held.map(({ name }) => name)
})`
const OPEN_DATABASE = `new Promise((resolve, reject) => {
  const request = indexedDB.open('facts')
  request.onerror = reject
  request.onsuccess = () => resolve(globalThis.kept = request.result)
}).then(() => null)`
const WAIT = `void (
  globalThis.told = [],
  globalThis.ender = new AbortController(),
  navigator.locks.request('mine', () => new Promise(() => {})),
  navigator.locks.request('mine', { signal: ender.signal }, () => {}).catch(({ name }) => told.push(name)),
  globalThis.look = () => (ender.abort(), new Promise((resolve) => setTimeout(resolve, 100, told))))`
const TAKE = `navigator.locks.request('facts', { signal: AbortSignal.timeout(5000) }, () => 'taken')`

// Design, sections 5 (P13) and 6: the channel stays open in the cache, and `pageshow` always checks again.
const FACTS: readonly Fact[] = [
  {
    name: 'an open BroadcastChannel keeps no page out of it',
    before: `void (${LISTEN})`,
    back: everywhere('as it was'),
    look: [],
  },
  {
    name: 'a message meanwhile evicts the page (Chromium, Firefox), or is lost (WebKit)',
    before: `void (${LISTEN})`,
    meanwhile: SPEAK,
    back: onlyInWebKit,
    look: [],
  },
  {
    name: 'a channel that is closed on pagehide brings back a stale page',
    before: `void (${LISTEN}, addEventListener('pagehide', () => channel.close()))`,
    meanwhile: SPEAK,
    back: everywhere('as it was'),
    look: [],
  },
  {
    name: 'others get the lock of a cached page, which is evicted or comes back without it (WebKit)',
    before: HOLD,
    meanwhile: TAKE,
    back: onlyInWebKit,
    look: [],
  },
  {
    name: 'a page that holds a lock is kept (Chromium, WebKit), and can still call off a request that waits',
    before: WAIT,
    back: { chromium: 'as it was', firefox: 'loaded anew', webkit: 'as it was' },
    look: ['AbortError'],
  },
  {
    name: 'a dedicated worker keeps no page out of it',
    before: `new Promise((resolve) => (globalThis.kept = new Worker('/worker.js')).onmessage = resolve)`,
    back: everywhere('as it was'),
  },
  {
    name: 'a shared worker keeps no page out of it',
    before: `new Promise((resolve) => {
      (globalThis.kept = new SharedWorker('/shared.js')).port.onmessage = resolve
    })`,
    back: everywhere('as it was'),
  },
  {
    name: 'an open connection to IndexedDB keeps no page out of it',
    before: OPEN_DATABASE,
    back: everywhere('as it was'),
  },
  {
    name: 'a page with no-store is kept all the same (Chromium), or is not',
    path: '/no-store',
    before: `null`,
    back: { chromium: 'as it was', firefox: 'loaded anew', webkit: 'as it was' },
  },
]

describe.each(ENGINES)('%s', (engine) => {
  const stage = useSite(engine, {
    '/no-store': { body: EMPTY_PAGE, headers: { 'cache-control': 'no-store' } },
    // Firefox keeps no page whose successor answers within a millisecond.
    '/elsewhere': { body: EMPTY_PAGE, afterMs: 50 },
    '/worker.js': { body: `postMessage('up')` },
    '/shared.js': { body: `onconnect = ({ ports: [port] }) => port.postMessage('up')` },
  })
  let tab: Tab
  let other: Tab
  beforeAll(async () => {
    tab = await stage.open()
    other = await stage.open()
    // Firefox keeps no page that has just made a database.
    await other.run(OPEN_DATABASE)
  })
  afterAll(() => tab?.close())

  test.each(FACTS.map((fact) => [fact.name, fact] as const))(
    'back/forward cache: %s',
    async (_name, fact) => {
      const { path = '/', before, meanwhile, back, look } = fact
      await tab.goto(stage.site.at('localhost') + path)
      await tab.run(`void (globalThis.left = true)`)
      await tab.run(`Promise.resolve(${before}).then(() => null)`)
      await tab.goto(`${stage.site.at('localhost')}/elsewhere`)

      if (meanwhile !== undefined) await other.run(`(${meanwhile}).then(() => null)`)
      await tab.back()
      await tab.until(`location.pathname === '${path}'`)

      const isAsItWas = await tab.run(`globalThis.left === true`)
      expect(isAsItWas ? 'as it was' : 'loaded anew').toBe(back[engine])
      if (isAsItWas && look !== undefined) expect(await tab.run(`look()`)).toEqual(look)
    },
  )
})

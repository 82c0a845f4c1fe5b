import { describe, expect, test } from 'vitest'
import type { Engine } from './driver/engine.ts'
import { ENGINES } from './driver/engines.ts'
import { eventually } from './driver/eventually.ts'
import { launchBrowser } from './driver/launch-browser.ts'
import type { Tab } from './driver/tab.ts'
import { EMPTY_PAGE, useSite } from './use-site.ts'

const connect = (options: string) => `new Promise((resolve) => {
  new SharedWorker('/counter.js', ${options}).port.onmessage = ({ data }) => resolve(data)
})`

interface Lifetime {
  readonly name: string
  readonly options: string
  readonly leave: (tab: Tab) => Promise<void>
  /** How often the worker that answers after it was connected to: 1 is a new one. */
  readonly connections: Readonly<Record<Engine, number>>
}

// Design, section 7: what restores a session that keeps its tokens in memory.
const LIFETIMES: readonly Lifetime[] = [
  {
    name: 'no reload of its only tab',
    options: `{ name: 'reloaded' }`,
    leave: (tab) => tab.reload(),
    connections: { chromium: 1, firefox: 1, webkit: 1 },
  },
  {
    name: 'a reload of its only tab with extendedLifetime, in Chromium',
    options: `{ name: 'extended', extendedLifetime: true }`,
    leave: (tab) => tab.reload(),
    connections: { chromium: 2, firefox: 1, webkit: 1 },
  },
  {
    name: 'the way to another page in the same tab, from one that is kept for the way back',
    options: `{ name: 'kept' }`,
    leave: goElsewhere,
    connections: { chromium: 2, firefox: 2, webkit: 2 },
  },
]

const ARRIVAL_TIMEOUT_MS = 10_000

// Firefox keeps no page that waits for a request; where the load began outside the page, as `goto`
// does it, its own may count as one. Nor one that a script of the driver still runs in: that listens
// for `unload`. So the page goes by itself, and is not asked whether it went.
async function goElsewhere(tab: Tab): Promise<void> {
  await tab.run(`void setTimeout(() => location.assign('/elsewhere'))`)
  const arrived = await eventually(async () => {
    return (await tab.cookies()).find(({ name }) => name === 'elsewhere')
  }, ARRIVAL_TIMEOUT_MS)
  expect(arrived).toBeDefined()
}

/** How often the worker was connected to, once a page that is not kept was left: 1 is a new one. */
const CONNECTIONS_OF_LOST: Readonly<Record<Engine, number>> = { chromium: 1, firefox: 1, webkit: 2 }

const IDENTIFY = `new Promise((resolve) => {
  new SharedWorker('/identity.js').port.onmessage = ({ data }) => resolve(data)
})`
// WebKit runs it in the process of that tab, and starts it anew in that of another one.
const OUTLIVES: Readonly<Record<Engine, boolean>> = { chromium: true, firefox: true, webkit: false }

const WORKERS = {
  '/identity.js': {
    body: `const id = crypto.randomUUID()
      onconnect = ({ ports: [port] }) => port.postMessage(id)`,
  },
  '/elsewhere': {
    body: EMPTY_PAGE,
    headers: { 'set-cookie': 'elsewhere=here; Path=/elsewhere' },
  },
  '/counter.js': {
    body: `let count = 0
      onconnect = ({ ports: [port] }) => port.postMessage(++count)`,
  },
}

describe.each(ENGINES)('%s', (engine) => {
  const stage = useSite(engine, WORKERS, launchBrowser)

  test.each(LIFETIMES.map((one) => [one.name, one] as const))(
    'shared worker: its memory outlives %s',
    async (_name, { options, leave, connections }) => {
      const tab = await stage.open()
      expect(await tab.run(connect(options))).toBe(1)

      await leave(tab)

      expect(await tab.run(connect(options))).toBe(connections[engine])
      await tab.close()
    },
  )

  test(`shared worker: its memory outlives the tab that started it: ${OUTLIVES[engine]}`, async () => {
    const first = await stage.open()
    const second = await stage.open()
    const id = await first.run<string>(IDENTIFY)
    expect(await second.run(IDENTIFY)).toBe(id)
    await first.run(`new Promise((resolve) => {
      void navigator.locks.request('first', () => (resolve(), new Promise(() => {})))
    })`)

    await first.close()
    await second.run(`navigator.locks.request('first', () => null)`)

    if (OUTLIVES[engine]) expect(await second.run(IDENTIFY)).toBe(id)
    else await second.until(`${IDENTIFY}.then((now) => now !== '${id}')`)
    await second.close()
  })

  // Last: which process WebKit gives the tabs of the test above depends on how many there were before.
  test('shared worker: its memory outlives the way from a page that is not kept for the way back in WebKit alone', async () => {
    const tab = await stage.open()
    // Chromium and Firefox keep no page that listens for this.
    await tab.run(`void addEventListener('unload', () => {})`)
    expect(await tab.run(connect(`{ name: 'lost' }`))).toBe(1)

    await goElsewhere(tab)

    expect(await tab.run(connect(`{ name: 'lost' }`))).toBe(CONNECTIONS_OF_LOST[engine])
    await tab.close()
  })
})

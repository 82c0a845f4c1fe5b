import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium, type ChromiumBrowser } from './driver/chromium.ts'
import { servePage, type PageServer } from './serve-page.ts'

// Long against a 20 ms timer, short against a test.
const FROZEN_MS = 500
const COUNT_TICKS = `void (globalThis.ticks = 0, setInterval(() => ticks++, 20))`

let scratch: string
let server: PageServer
let browser: ChromiumBrowser

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'latchkey-test-'))
  server = await servePage(`<title>A page</title><input><button>Press</button><p>Hello</p>`)
  browser = await launchChromium()
})

afterAll(async () => {
  await browser?.quit()
  await server?.close()
  await rm(scratch, { recursive: true, maxRetries: 10 })
})

test('a frozen tab runs no timers until it is thawed', async () => {
  const tab = await browser.open(server.url)
  await tab.run(COUNT_TICKS)
  await tab.run(`void (globalThis.seen = [],
    ['freeze', 'resume'].forEach((type) => document.addEventListener(type, () => seen.push(type))))`)

  await tab.freeze()
  const atFreeze = await tab.run<number>(`ticks`)
  await sleep(FROZEN_MS)
  const atThaw = await tab.run(`ticks`)
  await tab.thaw()

  expect(atThaw).toBe(atFreeze)
  await tab.until(`ticks > ${atFreeze}`)
  expect(await tab.run(`seen`)).toEqual(['freeze', 'resume'])
})

test('a tab stays frozen while another tab is shown', async () => {
  const frozen = await browser.open(server.url)
  await frozen.run(COUNT_TICKS)
  await frozen.freeze()
  const atFreeze = await frozen.run<number>(`ticks`)

  const shown = await browser.open(server.url)
  await shown.run(COUNT_TICKS)
  const ticks = await shown.until<number>(`ticks > 20 && ticks`)

  // Asking the frozen tab shows it, and so thaws it: a tick or two may slip in.
  expect(await frozen.run<number>(`ticks`)).toBeLessThan(atFreeze + ticks / 2)
})

test('an offline tab cannot fetch, its neighbour can', async () => {
  const cut = await browser.open(server.url)
  const neighbour = await browser.open(server.url)
  const fetched = `fetch('/').then(() => navigator.onLine, () => navigator.onLine)`

  await cut.offline(true)

  expect(await cut.run(fetched)).toBe(false)
  expect(await neighbour.run(fetched)).toBe(true)
  await cut.offline(false)
  expect(await cut.run(fetched)).toBe(true)
})

test('a screenshot is a PNG of the viewport, in the colours asked for', async () => {
  const tab = await browser.open(server.url)
  const path = join(scratch, 'pictures', 'page.png')
  await tab.setViewport(400, 300)
  await tab.emulateMedia('dark')

  await tab.screenshot(path)

  const image = await readFile(path)
  expect(image.subarray(1, 4).toString()).toBe('PNG')
  expect([image.readUInt32BE(16), image.readUInt32BE(20)]).toEqual([400, 300])
  expect(await tab.run(`matchMedia('(prefers-color-scheme: dark)').matches`)).toBe(true)
})

test('the console of every tab can be read', async () => {
  const tab = await browser.open(server.url)
  await browser.logs()

  await tab.run(`void console.warn('careful')`)

  expect(await browser.logs()).toMatchObject([{ level: 'WARNING', source: 'console-api' }])
})

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from './driver/browser.ts'
import { can } from './driver/cannot.ts'
import { ENGINES } from './driver/engines.ts'
import { launchBrowser } from './driver/launch-browser.ts'
import { serveSite, type Site } from './driver/serve-site.ts'

const PAGE = `<!doctype html><title>A page</title><input><button>Press</button><p>Hello</p>`
const POLICY = { 'content-security-policy': `script-src 'self'` }

let scratch: string
let site: Site
let url: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'latchkey-test-'))
  site = await serveSite({
    '/': { body: PAGE, headers: POLICY },
    '/elsewhere': { body: PAGE },
  })
  url = `${site.at('localhost')}/`
})
afterAll(async () => {
  await site?.close()
  await rm(scratch, { recursive: true, maxRetries: 10 })
})

describe.each(ENGINES)('%s', (engine) => {
  let browser: Browser
  beforeAll(async () => void (browser = await launchBrowser(engine, { draws: true })))
  afterAll(() => browser?.quit())

  test('variables of a script are variables of the page, under a strict policy too', async () => {
    const tab = await browser.open(url)

    await tab.run(`void (globalThis.count = 1, globalThis.add = () => { count++ })`)
    await tab.run(`add()`)
    await tab.run(`count++`)

    expect(await tab.run(`[count, window.count, globalThis === window]`)).toEqual([3, 3, true])
  })

  test('what the page throws reaches the test, with the expression', async () => {
    const tab = await browser.open(url)

    const run = tab.run(`Promise.reject(new TypeError('wrong'))`)

    await expect(run).rejects.toThrow(/TypeError: wrong[^]*at: Promise\.reject/)
  })

  test('going back finds the page as it was left, with its BroadcastChannel open', async () => {
    const tab = await browser.open(url)
    await tab.run(`void (globalThis.channel = new BroadcastChannel('c'),
      addEventListener('pageshow', (e) => { globalThis.persisted = e.persisted }))`)
    await tab.goto(`${url}elsewhere`)

    await tab.back()

    expect(await tab.until(`globalThis.persisted`)).toBe(true)
  })

  test('a reload forgets the variables and keeps the storage', async () => {
    const tab = await browser.open(url)
    await tab.run(`void (globalThis.mark = 1, sessionStorage.setItem('mark', 1))`)

    await tab.reload()

    expect(await tab.run(`[globalThis.mark ?? 0, sessionStorage.getItem('mark')]`)).toEqual([
      0,
      '1',
    ])
  })

  test('a wait goes on through a navigation', async () => {
    const tab = await browser.open(url)
    await tab.run(`void setTimeout(() => location.assign('/elsewhere'), 200)`)

    expect(await tab.until(`location.pathname === '/elsewhere' && document.title`)).toBe('A page')
  })

  test('showing one tab hides the other, but in WebKit, where each is a window', async () => {
    const tab = await browser.open(url)
    await tab.run(`void (globalThis.seen = [],
      document.addEventListener('visibilitychange', () => seen.push(document.visibilityState)))`)

    const other = await browser.open(url)
    await other.close()

    const expected = can(engine, 'hide tabs') ? ['hidden', 'visible'] : []
    // The page may hear of it a moment after the driver does.
    await tab.until(`seen.length >= ${expected.length}`)
    expect(await tab.run(`seen`)).toEqual(expected)
  })

  test('a tab that is closed answers no more, and others open', async () => {
    const tab = await browser.open(url)

    await tab.close()

    await expect(tab.run(`1`)).rejects.toThrow(/no such window/)
    const next = await browser.open(url)
    expect(await next.run(`document.title`)).toBe('A page')
  })

  test('a screenshot is a PNG', async () => {
    const tab = await browser.open(url)
    const path = join(scratch, engine, 'page.png')

    await tab.screenshot(path)

    expect((await readFile(path)).subarray(1, 4).toString()).toBe('PNG')
  })

  test('a wait that runs out shows the expression, its last result and the page', async () => {
    const tab = await browser.open(url)

    const wait = tab.until(`globalThis.never`, 100)

    await expect(wait).rejects.toThrow(/globalThis\.never[^]*last result: null[^]*Hello/)
  })
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startPlayground, type Playground } from '../server/start-playground.js'
import { launchChromium, type Browser } from './driver/chromium.ts'
import type { ChromiumTab } from './driver/chromium-tab.ts'
import { openHarness, STATE, STATUS } from './harness-tab.ts'

const MINUTE_MS = 60_000

let scratch: string
let playground: Playground
let browser: Browser

beforeAll(async () => void (scratch = await mkdtemp(join(tmpdir(), 'latchkey-session-'))))
afterAll(() => rm(scratch, { recursive: true, force: true, maxRetries: 10 }))

beforeEach(async () => {
  playground = await startPlayground()
  browser = await launchChromium()
})
afterEach(async () => {
  await browser?.quit()
  await playground?.stop()
})

const open = (query?: string): Promise<ChromiumTab> => openHarness(browser, playground.url, query)

async function openMany(count: number, query?: string): Promise<ChromiumTab[]> {
  const tabs: ChromiumTab[] = []
  for (let index = 0; index < count; index++) tabs.push(await open(query))
  return tabs
}

test('sign in, call the API, reload and still be signed in, sign out, the old cookie refused', async () => {
  const tab = await open()
  expect(await tab.until(`${STATUS} === 'signedOut' && ${STATUS}`)).toBe('signedOut')

  await tab.run(`latchkey.signIn('ada')`)
  expect(await tab.run(`latchkey.call(1)`)).toEqual([200])
  await tab.reload()
  await tab.until(`globalThis.latchkey && ${STATUS} === 'signedIn'`)
  const cookies = await tab.cdp<{ cookies: { name: string; value: string }[] }>(
    'Network.getCookies',
  )
  await tab.run(`latchkey.session.signOut()`)

  expect(await tab.run(STATE)).toMatchObject({ status: 'signedOut', reason: 'requested' })
  const cookie = cookies.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  expect(cookie).toContain('latchkey-session=')
  const replay = await fetch(`${playground.url}/api/whoami`, { headers: { cookie } })
  expect(replay.status).toBe(401)
})

test.each(['cookie', 'sealed'])(
  'P1 %s: ten tabs, ten calls each, credential expired: one refresh, a hundred answers',
  async (way) => {
    const tabs = await openMany(10, `way=${way}`)
    await tabs[0]!.run(`latchkey.signIn('ada')`)
    for (const tab of tabs) await tab.until(`${STATUS} === 'signedIn'`)
    playground.expireCredentials()

    for (const tab of tabs) await tab.run(`void (globalThis.calls = latchkey.call(10))`)
    const answers: unknown[] = []
    for (const tab of tabs) answers.push(...(await tab.run<unknown[]>(`globalThis.calls`)))

    const { refreshCookie, tokenRefresh, tokenReuse } = playground.counters
    console.log(`${way}: refreshes ${refreshCookie + tokenRefresh}, reuses ${tokenReuse}`)
    expect(answers).toEqual(Array(100).fill(200))
    expect(refreshCookie + tokenRefresh).toBe(1)
    expect(tokenReuse).toBe(0)
  },
)

test('P1 refresh token in the cookie jar: ten tabs refresh ten times, one after another, no reuse', async () => {
  const first = await open('way=refresh-cookie')
  await first.run(`latchkey.signIn('ada')`)
  const tabs = [first, ...(await openMany(9, 'way=refresh-cookie'))]
  for (const tab of tabs) await tab.until(`${STATUS} === 'signedIn'`)
  const before = playground.counters.tokenRefresh
  playground.expireCredentials()

  for (const tab of tabs) await tab.run(`void (globalThis.calls = latchkey.call(10))`)
  const answers: unknown[] = []
  for (const tab of tabs) answers.push(...(await tab.run<unknown[]>(`globalThis.calls`)))

  const { tokenRefresh, tokenReuse } = playground.counters
  console.log(`refresh cookie: refreshes ${tokenRefresh - before}, reuses ${tokenReuse}`)
  expect(answers).toEqual(Array(100).fill(200))
  expect(tokenRefresh - before).toBe(10)
  expect(tokenReuse).toBe(0)
})

test('P5 a storm of fifty refused requests costs one refresh', async () => {
  const tab = await open()
  await tab.run(`latchkey.signIn('ada')`)
  playground.expireCredentials()

  expect(await tab.run(`latchkey.call(50)`)).toEqual(Array(50).fill(200))
  console.log(`storm: refreshes ${playground.counters.refreshCookie}`)
  expect(playground.counters.refreshCookie).toBe(1)
})

test('P21 a silent refresh changes nothing on the page, and a half-typed text stays', async () => {
  playground.limits.accessTokenMs = 3_000
  const tab = await open('way=sealed')
  await tab.run(`latchkey.signIn('ada')`)
  await tab.run(`void (globalThis.mutations = 0, new MutationObserver((list) => { mutations += list.length })
    .observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true }))`)

  await tab.type('#notes', 'half a sen')
  await tab.until(`latchkey.events.includes('refreshed')`)

  expect(await tab.run(`[mutations, document.querySelector('#notes').value]`)).toEqual([
    0,
    'half a sen',
  ])
  expect(playground.counters.tokenRefresh).toBeGreaterThan(0)
})

test('P13 signing out in one of five tabs is seen by all within a second', async () => {
  const tabs = await openMany(5)
  await tabs[0]!.run(`latchkey.signIn('ada')`)
  for (const tab of tabs) await tab.until(`${STATUS} === 'signedIn'`)
  for (const tab of tabs) {
    await tab.run(`void latchkey.session.on('signedOut', () => { globalThis.outAt = Date.now() })`)
  }

  const startedAt = await tabs[2]!.run<number>(`(latchkey.session.signOut(), Date.now())`)

  const delays: number[] = []
  for (const tab of tabs) delays.push((await tab.until<number>(`globalThis.outAt`)) - startedAt)
  console.log(`sign-out seen after ${delays.join(', ')} ms`)
  expect(Math.max(...delays)).toBeLessThan(1_000)
})

test('P13 a page from the back/forward cache does not show the session that was ended meanwhile', async () => {
  const [other, tab] = await openMany(2)
  await other!.run(`latchkey.signIn('ada')`)
  await tab!.until(`${STATUS} === 'signedIn'`)
  await tab!.goto(`${playground.url}/api/nowhere`)

  await other!.run(`latchkey.session.signOut()`)
  await tab!.back()

  await tab!.until(`globalThis.latchkey && ${STATUS} === 'signedOut'`)
  expect(await tab!.run(`document.querySelector('#state').textContent`)).toBe('signedOut')
})

test('P13 a frozen tab shows and requests nothing after a sign-out elsewhere', async () => {
  const [other, tab] = await openMany(2)
  await other!.run(`latchkey.signIn('ada')`)
  await tab!.until(`${STATUS} === 'signedIn'`)
  await tab!.freeze()
  await other!.run(`latchkey.session.signOut()`)
  const before = playground.counters.api

  await tab!.thaw()

  expect(await tab!.run(`latchkey.call(1)`)).toEqual(['signed_out'])
  await tab!.until(`document.querySelector('#state').textContent === 'signedOut'`)
  expect(playground.counters.api).toBe(before)
})

test('P14 another user signs in while a request is under way', async () => {
  const [first, second] = await openMany(2)
  await first!.run(`latchkey.signIn('ada')`)
  await second!.until(`${STATUS} === 'signedIn'`)
  await second!.run(`void (globalThis.late = latchkey.call(1, '/api/slow?ms=3000'))`)

  await first!.run(`latchkey.signIn('grace')`)

  expect(await second!.run(`globalThis.late`)).toEqual(['signed_out'])
  await second!.until(`${STATE}.user?.name.startsWith('Grace')`)
  expect(await second!.run(`latchkey.events.includes('userChanged')`)).toBe(true)
})

test('P9 one countdown in all tabs, and one key in one of them closes it everywhere', async () => {
  const [first, second] = await openMany(2, 'idle=8000')
  await first!.run(`latchkey.signIn('ada')`)
  await second!.until(`${STATE}.idle === 'warning'`)
  await first!.until(`${STATE}.idle === 'warning'`)
  const ends = [await first!.run(`${STATE}.idleAt`), await second!.run(`${STATE}.idleAt`)]
  expect(ends[0]).toBe(ends[1])

  await second!.press('a')

  await first!.until(`${STATE}.idle === 'active'`)
  await first!.until(`${STATUS} === 'signedOut'`, 20_000)
  await second!.until(`${STATUS} === 'signedOut'`)
  expect(await second!.run(STATE)).toMatchObject({ reason: 'idle' })
  expect(playground.counters.endCookie).toBe(1)
})

test('P8 waking past the deadline, with a key press first, is signed out', async () => {
  const tab = await open(`idle=${15 * MINUTE_MS}`)
  await tab.run(`latchkey.signIn('ada')`)

  await tab.run(`latchkey.jump(${20 * MINUTE_MS})`)
  await tab.press('a')

  await tab.until(`${STATUS} === 'signedOut'`)
  expect(await tab.run(STATE)).toMatchObject({ reason: 'idle' })
})

test.each(['cookie', 'sealed'])(
  'P13 %s: a sign-out without network survives closing the browser; then the next user stays',
  async (way) => {
    const profileDir = join(scratch, way)
    await browser.quit()
    browser = await launchChromium({ profileDir })
    const tab = await open(`way=${way}`)
    await tab.run(`latchkey.signIn('ada', true)`)
    playground.faults.set({ route: 'end', kind: 'reset-before' })
    await tab.run(`latchkey.session.signOut()`)
    await browser.quit()
    const ended = () => playground.counters.endCookie + playground.counters.tokenEnd

    browser = await launchChromium({ profileDir })
    const still = await open(`way=${way}`)
    await still.until(`${STATUS} === 'signedOut'`)
    expect(await still.run(STATE)).toMatchObject({ reason: 'requested' })
    const before = ended()
    playground.faults.clear()
    await still.reload()
    await still.until(`globalThis.latchkey && ${STATUS} === 'signedOut'`)
    expect(ended()).toBe(before + 1)

    await still.run(`latchkey.signIn('grace')`)
    await still.reload()
    await still.until(`globalThis.latchkey && ${STATUS} === 'signedIn'`)
    expect(await still.run(`${STATE}.user.name`)).toMatch(/^Grace/)
  },
)

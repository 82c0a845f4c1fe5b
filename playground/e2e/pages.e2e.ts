import { afterEach, beforeEach, expect, test } from 'vitest'
import { startPlayground, type Playground } from '../server/start-playground.js'
import { letAxeIn, violations } from './axe-violations.ts'
import { launchChromium, type Browser } from './driver/chromium.ts'
import type { ChromiumTab } from './driver/chromium-tab.ts'

const PAGES = ['', 'react.html', 'vue.html']
const SHORT_IDLE_MS = 60_000
const stateIs = (state: string) => `document.querySelector('#state')?.dataset.status === '${state}'`

let playground: Playground
let browser: Browser

beforeEach(async () => {
  playground = await startPlayground()
  browser = await launchChromium()
})
afterEach(async () => {
  await browser?.quit()
  await playground?.stop()
})

test.each(PAGES)(
  'page "%s": sign in, call the API, sign out, by keyboard, and axe clean',
  async (page) => {
    const tab = await browser.open(`${playground.url}/${page}`)
    await letAxeIn(tab)
    await tab.until(stateIs('signedOut'))
    expect(await violations(tab)).toEqual([])

    await press(tab, '#sign-in-ada')
    await tab.until(stateIs('signedIn'))
    expect(await violations(tab)).toEqual([])
    await press(tab, '#call-api')
    await tab.until(`document.querySelector('#result').textContent.includes('200')`)
    await press(tab, '#sign-out')
    await tab.until(stateIs('signedOut'))

    await expect.poll(() => playground.counters.endCookie).toBe(1)
  },
)

test('the warning comes in two tabs, one key extends both, then idleness signs both out', async () => {
  const open = () => browser.open(`${playground.url}/?limits=short`)
  const first = await open()
  await first.until(stateIs('signedOut'))
  await press(first, '#sign-in-ada')
  await first.until(stateIs('signedIn'))
  await first.type('#notes', 'half a sen')
  const second = await open()
  await second.until(stateIs('signedIn'))
  const cookie = await cookieOf(first)
  await first.until(`document.querySelector('#log').textContent.includes('refreshed')`, 40_000)

  await second.until(stateIs('warning'), SHORT_IDLE_MS)
  await first.until(stateIs('warning'))
  expect(await first.run(`document.querySelector('#idle-warning').open`)).toBe(true)
  await second.press('Enter')
  await second.until(stateIs('signedIn'))
  await first.until(stateIs('signedIn'))
  expect(await first.run(`document.querySelector('#notes').value`)).toBe('half a sen')

  await first.until(stateIs('signedOut'), 2 * SHORT_IDLE_MS)
  await second.until(stateIs('signedOut'))
  for (const tab of [first, second]) {
    expect(await tab.run(`document.querySelector('#reason').textContent`)).toMatch(/idle/i)
  }
  const replay = await fetch(`${playground.url}/api/whoami`, { headers: { cookie } })
  expect(replay.status).toBe(401)
}, 240_000)

async function press(tab: ChromiumTab, selector: string): Promise<void> {
  await tab.run(`document.querySelector('${selector}').focus()`)
  await tab.press('Enter')
}

async function cookieOf(tab: ChromiumTab): Promise<string> {
  const { cookies } = await tab.cdp<{ cookies: { name: string; value: string }[] }>(
    'Network.getCookies',
  )
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

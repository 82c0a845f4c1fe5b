import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPlayground, type Playground } from '../server/start-playground.js'
import { launchChromium, type Browser } from './driver/chromium.ts'
import { openHarness, STATUS } from './harness-tab.ts'
import { GATHER, plant } from './secret-scan.ts'

const LISTEN = `void (globalThis.heard = [], globalThis.errors = [],
  new BroadcastChannel('latchkey:sealed').onmessage = ({ data }) => heard.push(data))`
const FAIL = `latchkey.session.refresh().catch((error) => void errors.push(error))`

let playground: Playground
let browser: Browser
beforeAll(async () => {
  playground = await startPlayground()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.quit()
  await playground?.stop()
})

test('P16 no token is at rest anywhere, and a planted one is found in each place', async () => {
  const tab = await openHarness(browser, playground.url, 'way=sealed')
  await tab.run(LISTEN)
  await tab.run(`latchkey.signIn('ada')`)
  await tab.run(`latchkey.session.refresh()`)
  playground.faults.set({ route: 'token', kind: 'status-503', times: 1 })
  await tab.run(FAIL)
  await tab.until(`${STATUS} === 'signedIn'`)
  const secrets = await tab.run<string[]>(`latchkey.secrets()`)
  expect(secrets.length).toBeGreaterThanOrEqual(4)

  const places: Record<string, string> = await tab.run(GATHER)
  const written = (await browser.logs()).map(({ message }) => message).join()

  for (const secret of secrets) {
    for (const [place, content] of Object.entries({ ...places, console: written })) {
      expect(content.includes(secret), `a token in ${place}`).toBe(false)
    }
  }
  expect(places['indexedDB']).toContain('latchkey')
  expect(places['errors']).toContain('SessionError')

  const canary = secrets.at(-1)!
  await tab.run(plant(canary))
  const planted: Record<string, string> = await tab.run(GATHER)
  const noted = (await browser.logs()).map(({ message }) => message).join()
  const blind = Object.entries({ ...planted, console: noted }).filter(
    ([, content]) => !content.includes(canary),
  )

  expect(blind.map(([place]) => place)).toEqual([])
  expect(Object.keys(planted)).toHaveLength(10)
})

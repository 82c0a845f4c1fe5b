import type { Browser } from './driver/chromium.ts'
import type { ChromiumTab } from './driver/chromium-tab.ts'

/** Opens the test page and waits until it is known whether somebody is signed in. */
export async function openHarness(browser: Browser, url: string, query = ''): Promise<ChromiumTab> {
  const tab = await browser.open(`${url}/e2e/pages/harness.html?${query}`)
  await tab.until(`globalThis.latchkey`)
  return tab
}

/** The state of the session in a tab. */
export const STATE = `latchkey.session.state`
export const STATUS = `latchkey.session.state.status`

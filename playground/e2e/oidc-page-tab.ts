import type { ChromiumBrowser } from './driver/chromium.ts'
import type { ChromiumTab } from './driver/chromium-tab.ts'
import { fillIn } from './oidc-tab.ts'
import type { Stage } from './use-playground.ts'

type PageStage = Stage<ChromiumTab, ChromiumBrowser>

const WIDE = 1280
const WHOLE_PAGE = 2600

/** An expression: whether the page shows this state. */
export const stateIs = (state: string): string =>
  `document.querySelector('#state')?.dataset.status === '${state}'`

/** An expression: the text of an element. */
export const textOf = (selector: string): string =>
  `document.querySelector('${selector}').textContent`

/** Opens the page of OpenID Connect, where nobody is signed in. */
export async function openPage(stage: PageStage, query = ''): Promise<ChromiumTab> {
  const tab = await stage.browser.open(`${stage.playground.url}/oidc.html${query}`)
  // A click scrolls to its place, where the bar that stays on top would take it.
  await tab.setViewport(WIDE, WHOLE_PAGE)
  await tab.until(stateIs('signedOut'))
  return tab
}

/** Signs in with a popup. */
export async function signIn(stage: PageStage, tab: ChromiumTab): Promise<void> {
  await tab.click('#sign-in-popup')
  await fillIn(await stage.browser.popup(), 'ada')
  await tab.until(stateIs('signedIn'))
}

/** Tries to steal the token, and waits for what came of it. */
export async function steal(tab: ChromiumTab): Promise<void> {
  await tab.click('#steal')
  await tab.until(`document.querySelector('#loot-list').children.length > 0`)
}

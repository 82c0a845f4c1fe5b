import type { Tab } from './driver/tab.ts'
import { fillIn } from './oidc-tab.ts'
import { stateIs } from './page-tab.ts'
import type { Stage } from './use-playground.ts'

/** Opens the page of OpenID Connect, where nobody is signed in. */
export async function openPage<SomeTab extends Tab>(
  stage: Stage<SomeTab>,
  query = '',
): Promise<SomeTab> {
  const tab = await stage.browser.open(`${stage.playground.url}/oidc.html${query}`)
  await tab.until(stateIs('signedOut'))
  return tab
}

/** Signs in with a popup. */
export async function signIn(stage: Stage, tab: Tab): Promise<void> {
  await tab.click('#sign-in-popup')
  await fillIn(await stage.browser.popup(), 'ada')
  await tab.until(stateIs('signedIn'))
}

/** Tries to steal the token, and waits for what came of it. */
export async function steal(tab: Tab): Promise<void> {
  await tab.click('#steal')
  await tab.until(`document.querySelector('#loot-list').children.length > 0`)
}

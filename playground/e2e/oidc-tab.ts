import type { Tab } from './driver/tab.ts'
import type { Stage } from './use-playground.ts'

/** Opens the page of an OpenID app; `query` says which, and how it isolates its tokens. */
export async function openOidc<SomeTab extends Tab>(
  stage: Stage<SomeTab>,
  query = '',
  origin = stage.playground.url,
): Promise<SomeTab> {
  const issuer = encodeURIComponent(stage.playground.issuer)
  const tab = await stage.browser.open(`${origin}/e2e/pages/oidc.html?issuer=${issuer}&${query}`)
  await tab.until(
    `globalThis.oidcHarness && document.querySelector('#state').textContent !== 'starting'`,
  )
  return tab
}

/** Fills in the provider's form, and waits until the app is back in the tab. */
export async function signInAtProvider(tab: Tab, user: string): Promise<void> {
  await fillIn(tab, user)
  await tab.until(`location.pathname === '/e2e/pages/oidc.html'`)
  await tab.until(`globalThis.oidcHarness`)
}

/** Fills in the provider's form; a popup is gone after it. */
export async function fillIn(tab: Tab, user: string): Promise<void> {
  await tab.until(`document.querySelector('[name=name]')`)
  await tab.type('[name=name]', user)
  await tab.type('[name=password]', `${user}-demo`)
  await tab.click('#sign-in')
}

/** Gives the provider the second factor that its page shows for the demo. */
export async function giveCode(tab: Tab): Promise<void> {
  await tab.until(`document.querySelector('#demo-code')`)
  const code = await tab.run<string>(`document.querySelector('#demo-code').textContent.trim()`)
  await tab.type('[name=otp]', code)
  await tab.click('#verify')
}

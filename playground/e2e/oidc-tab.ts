import type { Tab } from './driver/tab.ts'
import type { Stage } from './use-playground.ts'

/** True in a page of an OpenID app whose user is signed in. */
export const SIGNED_IN = `globalThis.oidcHarness?.session.state.status === 'signedIn'`

/** What opening a page takes. */
type Surroundings<SomeTab extends Tab> = Pick<Stage<SomeTab>, 'playground'> & {
  readonly browser: Pick<Stage<SomeTab>['browser'], 'open'>
}

/** Opens the page of an OpenID app; `query` says which, and how it isolates its tokens. Its session may never start. */
export async function openOidcPage<SomeTab extends Tab>(
  { playground, browser }: Surroundings<SomeTab>,
  query = '',
  origin = playground.url,
): Promise<SomeTab> {
  const issuer = encodeURIComponent(playground.issuer)
  const tab = await browser.open(`${origin}/e2e/pages/oidc.html?issuer=${issuer}&${query}`)
  await tab.until(`globalThis.oidcHarness`)
  return tab
}

/** Opens that page, and waits until it is known whether somebody is signed in. */
export async function openOidc<SomeTab extends Tab>(
  stage: Surroundings<SomeTab>,
  query?: string,
  origin?: string,
): Promise<SomeTab> {
  const tab = await openOidcPage(stage, query, origin)
  // A session that is restored by a visit is known only in the page that comes back.
  await tab.until(
    `globalThis.oidcHarness && document.querySelector('#state').textContent !== 'starting'`,
  )
  return tab
}

/** Opens that page and signs Ada in by a redirect; the provider asks only where it does not know her. */
export async function openSignedIn<SomeTab extends Tab>(
  stage: Surroundings<SomeTab>,
  query?: string,
  origin?: string,
): Promise<SomeTab> {
  const tab = await openOidc(stage, query, origin)
  await tab.click('#sign-in')
  await tab.until(`(${SIGNED_IN}) || document.querySelector('[name=name]')`)
  if (await tab.run(`document.querySelector('[name=name]') !== null`)) await fillIn(tab, 'ada')
  await tab.until(SIGNED_IN)
  return tab
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

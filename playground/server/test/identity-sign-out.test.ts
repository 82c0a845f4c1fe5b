// @vitest-environment node
import { expect, test } from 'vitest'
import { openApp, startInRealTime, type TokenAnswer } from './identity-app.js'
import { openBrowser } from './identity-browser.js'
import { goOn } from './identity-go-on.js'

test('signing out ends the session and every app of it, and comes back by itself', async () => {
  const playground = await startInRealTime()
  const browser = openBrowser()
  const notes = openApp(playground, 'notes', browser)
  const orders = openApp(playground, 'orders', browser)
  const tokens = await notes.signIn()
  const others = (await (
    await orders.exchange(await orders.authorize({ prompt: 'none' }))
  ).json()) as TokenAnswer

  const query = new URLSearchParams({
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: `${playground.url}/oidc.html?bye`,
    state: 'state-2',
  })
  const landing = await browser.visit(`${playground.issuer}/session/end?${query}`)

  expect(landing.url.href).toBe(`${playground.url}/oidc.html?bye=&state=state-2`)
  expect((await notes.authorize({ prompt: 'none' })).url.searchParams.get('error')).toBe(
    'login_required',
  )
  expect((await notes.refresh(tokens.refresh_token)).status).toBe(400)
  expect((await orders.refresh(others.refresh_token)).status).toBe(400)
})

test('signing out goes back to our pages only, and asks where no app asked for it', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  await app.signIn()
  const end = `${playground.issuer}/session/end`

  const foreign = await app.browser.visit(
    `${end}?client_id=notes&post_logout_redirect_uri=http://evil.example/`,
  )
  const asked = await app.browser.visit(end)
  const bare = await app.browser.visit(`${end}?client_id=notes`)

  expect(foreign.status).toBe(400)
  expect(asked.page).toContain('id="sign-out"')
  expect(bare.page).toContain('You are signed out')
})

test('who is signed out already comes back all the same', async () => {
  const playground = await startInRealTime()
  const { browser } = openApp(playground)
  const back = `${playground.url}/oidc.html`

  const between = await browser.visit(
    `${playground.issuer}/session/end?client_id=notes&post_logout_redirect_uri=${back}`,
  )

  expect((await goOn(browser, between)).url.href).toBe(back)
})

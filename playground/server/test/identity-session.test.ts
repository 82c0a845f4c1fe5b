// @vitest-environment node
import { expect, test } from 'vitest'
import { claimsOf, openApp, startInRealTime, type TokenAnswer } from './identity-app.js'
import { openBrowser, send } from './identity-browser.js'
import { goOn } from './identity-go-on.js'

test('who is signed in to one app is signed in to the other, without a page', async () => {
  const playground = await startInRealTime()
  const browser = openBrowser()
  await openApp(playground, 'notes', browser).signIn()
  const orders = openApp(playground, 'orders', browser)

  const landing = await orders.authorize({ prompt: 'none' })

  const tokens = (await (await orders.exchange(landing)).json()) as TokenAnswer
  expect(claimsOf(tokens.id_token)).toMatchObject({ sub: 'u1', aud: 'orders' })
  expect(tokens.refresh_token).toEqual(expect.any(String))
})

test('where nobody is signed in, prompt=none says so and shows no page', async () => {
  const playground = await startInRealTime()

  const { url } = await openApp(playground).authorize({ prompt: 'none' })

  expect(url.origin).toBe(playground.url)
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    error: 'login_required',
    state: 'state-1',
    iss: playground.issuer,
  })
})

test('sessions that end at the server leave the tokens, but need a new sign-in', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  const { refresh_token: token } = await app.signIn()

  const ended = playground.identity.endSessions()

  expect(ended).toBe(1)
  expect((await app.authorize({ prompt: 'none' })).url.searchParams.get('error')).toBe(
    'login_required',
  )
  expect((await app.refresh(token)).status).toBe(200)
})

test('prompt=login asks again', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  await app.signIn()

  const page = await app.authorize({ prompt: 'login' })
  const again = await app.fillIn(page, { name: 'ada', password: 'ada-demo' })

  expect(page.page).toContain('id="sign-in"')
  expect(again.url.searchParams.has('code')).toBe(true)
})

test('another user may sign in instead, by a page that goes on by itself', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  await app.signIn()

  const page = await app.authorize({ prompt: 'login' })
  const between = await app.fillIn(page, { name: 'grace', password: 'grace-demo' })
  const landing = await goOn(app.browser, between)

  const tokens = (await (await app.exchange(landing)).json()) as TokenAnswer
  expect(claimsOf(tokens.id_token)['sub']).toBe('u2')
})

test('an old sign-in does not do where the app says how old it may be', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  await app.signIn()

  const young = await app.authorize({ max_age: '60' })
  const old = await app.authorize({ max_age: '0' })

  expect(young.url.searchParams.has('code')).toBe(true)
  expect(old.page).toContain('id="sign-in"')
})

test('pages of ours may read the answers of the server, other pages may not', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  const { refresh_token: token } = await app.signIn()
  const evil = { origin: 'http://evil.example' }

  const preflight = await send(`${playground.issuer}/token`, {
    method: 'OPTIONS',
    headers: {
      origin: playground.url,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'dpop',
    },
  })
  const foreign = await app.refresh(token, evil)
  const ours = await app.refresh(token)

  expect(Object.fromEntries(preflight.headers)).toMatchObject({
    'access-control-allow-origin': playground.url,
    'access-control-allow-headers': 'dpop',
  })
  expect(foreign.status).toBe(400)
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
  expect(Object.fromEntries(ours.headers)).toMatchObject({
    'access-control-allow-origin': playground.url,
    'access-control-expose-headers': 'DPoP-Nonce,WWW-Authenticate',
  })
})

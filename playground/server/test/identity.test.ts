// @vitest-environment node
import { expect, test } from 'vitest'
import { callApi, claimsOf, openApp, startInRealTime, type TokenAnswer } from './identity-app.js'
import { send } from './identity-browser.js'
import { bearer, OWN_PAGE } from './page.js'

test('a user signs in with a code and PKCE, and the API knows them', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)

  const page = await app.authorize({ login_hint: 'ada' })
  const landing = await app.fillIn(page, { name: 'ada', password: 'ada-demo' })
  const tokens = (await (await app.exchange(landing)).json()) as TokenAnswer
  const orders = await callApi(playground, '/oidc/orders', bearer(tokens.access_token))

  expect(page.page).toContain('name="name" value="ada"')
  expect(Object.fromEntries(landing.url.searchParams)).toEqual({
    code: expect.any(String),
    state: 'state-1',
    iss: playground.issuer,
  })
  expect(tokens).toMatchObject({
    token_type: 'Bearer',
    expires_in: 60,
    scope: 'openid profile email offline_access',
  })
  expect(claimsOf(tokens.id_token)).toMatchObject({
    iss: playground.issuer,
    aud: 'notes',
    sub: 'u1',
    nonce: 'nonce-1',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    acr: 'urn:latchkey:loa:1',
    amr: ['pwd'],
    auth_time: expect.any(Number),
  })
  expect(claimsOf(tokens.access_token)).toMatchObject({ aud: playground.apiUrl, sub: 'u1' })
  expect(await orders.json()).toMatchObject({ sub: 'u1', clientId: 'notes' })
})

test('a wrong password or an unknown name is told, and the user may try again', async () => {
  const app = openApp(await startInRealTime())
  const page = await app.authorize()

  const wrong = await app.fillIn(page, { name: 'ada', password: 'ada-demO' })
  const unknown = await app.fillIn(page, { name: '<b>', password: 'ada-demo' })
  const right = await app.fillIn(page, { name: 'ada', password: 'ada-demo' })

  expect([wrong.status, unknown.status]).toEqual([400, 400])
  expect(wrong.page).toContain('The name or the password is wrong.')
  expect(unknown.page).toContain('value="&#60;b&#62;"')
  expect(right.url.searchParams.has('code')).toBe(true)
})

test('a code is good once, with its verifier and its redirect URI', async () => {
  const playground = await startInRealTime()
  const [app, thief] = [openApp(playground), openApp(playground)]
  const landing = await app.fillIn(await app.authorize(), { name: 'ada', password: 'ada-demo' })

  const withoutVerifier = await thief.exchange(landing)
  const first = await app.exchange(landing)
  const second = await app.exchange(landing)

  expect([withoutVerifier.status, first.status, second.status]).toEqual([400, 200, 400])
})

test('an authorization request can be pushed first, with all that it asks for', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)

  const pushed = await app.push()
  const { request_uri: requestUri } = await pushed.json()
  const page = await app.browser.visit(
    `${playground.issuer}/auth?${new URLSearchParams({ client_id: 'notes', request_uri: requestUri })}`,
  )
  const landing = await app.fillIn(page, { name: 'ada', password: 'ada-demo' })
  const tokens = (await (await app.exchange(landing)).json()) as TokenAnswer

  expect(pushed.status).toBe(201)
  expect(pushed.headers.get('access-control-allow-origin')).toBe(playground.url)
  expect(tokens.refresh_token).toEqual(expect.any(String))
})

test('a page of somebody else gets neither the code nor the user', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)

  const landings = [
    await app.authorize({ redirect_uri: 'http://evil.example/callback' }),
    await app.authorize({ redirect_uri: `${playground.url}.evil.example/` }),
    await app.authorize({ redirect_uri: 'not a url' }),
  ]
  const plain = await app.authorize({ code_challenge_method: 'plain' })

  for (const { status, url, page } of landings) {
    expect([status, url.origin]).toEqual([400, playground.issuer])
    expect(page).toContain('invalid_redirect_uri')
  }
  expect(plain.url.searchParams.get('error')).toBe('invalid_request')
})

test('the pages of both apps are served and may be returned to under three names', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  const port = new URL(playground.url).port

  const statuses = await Promise.all(
    ['localhost', 'app.localhost', 'orders.localhost'].map(async (name) => {
      const origin = `http://${name}:${port}`
      const page = await app.authorize({ redirect_uri: `${origin}/oidc.html` })
      return [(await send(`${origin}/session`, { headers: OWN_PAGE })).status, page.status]
    }),
  )

  expect(statuses).toEqual([
    [401, 200],
    [401, 200],
    [401, 200],
  ])
})

test("the server's pages have no script and cannot be framed; its cookies suit plain http", async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  await app.signIn()

  const answer = await send(`${playground.issuer}/sign-in/nothing`)

  const policy = answer.headers.get('content-security-policy')
  expect(answer.status).toBe(400)
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain(`form-action 'self' ${playground.url}`)
  expect(app.browser.setCookies.length).toBeGreaterThan(2)
  for (const line of app.browser.setCookies) {
    expect(line).toMatch(/; samesite=lax/i)
    expect(line).toMatch(/; httponly/i)
    expect(line).not.toMatch(/; secure/i)
  }
})

test('under another name the identity server answers nothing', async () => {
  const { issuer } = await startInRealTime()
  const host = `evil.localhost:${new URL(issuer).port}`

  const answer = await send(`http://${host}/.well-known/openid-configuration`)

  expect(answer.status).toBe(421)
})

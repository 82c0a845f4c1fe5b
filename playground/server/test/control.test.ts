// @vitest-environment node
import { expect, test } from 'vitest'
import { bearer, getTokens, minutes, openPage, startInTestTime } from './page.js'
import { callApi, openApp, startInRealTime } from './identity-app.js'

test('the status lists the living sessions by their public names, and no secret', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn('grace')
  const tokens = await getTokens(page, 'answer')

  const text = await (await page.get('/playground/status')).text()

  const status = JSON.parse(text)
  expect(status.apiUrl).toBe(playground.apiUrl)
  expect(status.counters).toMatchObject({ signIn: 1, tokenSignIn: 1 })
  expect(status.limits).toEqual(playground.limits)
  expect(status.sessions).toEqual([
    { reference: expect.any(String), user: expect.objectContaining({ sub: 'u2' }), kind: 'cookie' },
    { reference: tokens.reference, user: expect.objectContaining({ sub: 'u1' }), kind: 'bearer' },
  ])
  for (const secret of [...page.jar.values(), tokens.access_token, tokens.refresh_token]) {
    expect(text).not.toContain(secret)
  }
})

test('limits can be changed while sessions live, and nonsense is refused', async () => {
  const { playground, pass } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()

  const set = await page.post('/playground/limits', { json: { idleMs: minutes(1) } })
  const wrong = await page.post('/playground/limits', { json: { idleMs: 'soon' } })
  const unknown = await page.post('/playground/limits', { json: { lifeMs: 1 } })

  expect(set.status).toBe(200)
  expect([wrong.status, unknown.status]).toEqual([400, 400])
  pass(minutes(1))
  expect((await page.get('/session')).status).toBe(401)
})

test('faults can be planned and cleared from the page', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()
  const json = { route: 'session', kind: 'status-503' }

  await page.post('/playground/faults', { json })
  const faulty = await page.get('/session')
  await page.post('/playground/faults', { method: 'DELETE' })

  expect(faulty.status).toBe(503)
  expect((await page.get('/session')).status).toBe(200)
  expect((await page.post('/playground/faults', { json: { route: 'x' } })).status).toBe(400)
})

test('one session or all can be ended from elsewhere', async () => {
  const { playground } = await startInTestTime()
  const [page, other] = [openPage(playground), openPage(playground)]
  await page.signIn()
  await other.signIn()
  const { reference } = await (await page.get('/session')).json()

  const one = await other.post('/playground/end', { json: { reference } })

  expect(await one.json()).toEqual({ ended: 1 })
  expect((await page.get('/session')).status).toBe(401)
  expect((await other.get('/session')).status).toBe(200)
  expect(await (await other.post('/playground/end')).json()).toEqual({ ended: 1 })
  expect((await other.get('/session')).status).toBe(401)
})

test('access tokens, families and sessions of the identity server can be ended from the page', async () => {
  const playground = await startInRealTime()
  const page = openPage(playground)
  const app = openApp(playground)
  const tokens = await app.signIn()
  const call = () => callApi(playground, '/oidc/orders', bearer(tokens.access_token))

  const before = await call()
  const expired = await page.post('/playground/identity/expire')
  const after = await call()
  const revoked = await page.post('/playground/identity/revoke')
  const ended = await page.post('/playground/identity/end')

  expect([before.status, expired.status, after.status]).toEqual([200, 204, 401])
  expect(await revoked.json()).toEqual({ revoked: 1 })
  expect((await app.refresh(tokens.refresh_token)).status).toBe(400)
  expect(await ended.json()).toEqual({ ended: 1 })
  const { identity } = await (await page.get('/playground/status')).json()
  expect(identity.counters).toMatchObject({ codes: 1, tokensIssued: 1 })
})

test('a page of another site ends nothing at the identity server', async () => {
  const playground = await startInRealTime()
  const headers = { 'sec-fetch-site': 'cross-site' }

  const answers = await Promise.all(
    ['expire', 'revoke', 'end'].map((what) =>
      openPage(playground).post(`/playground/identity/${what}`, { headers }),
    ),
  )

  expect(answers.map(({ status }) => status)).toEqual([403, 403, 403])
})

test('two playgrounds side by side share nothing', async () => {
  const [{ playground: one }, { playground: two }] = [
    await startInTestTime(),
    await startInTestTime(),
  ]
  const page = openPage(one)
  await page.signIn()
  const elsewhere = openPage(two)
  elsewhere.jar.set('latchkey-session', page.jar.get('latchkey-session') ?? '')

  expect((await elsewhere.get('/session')).status).toBe(401)
  expect(two.counters.signIn).toBe(0)
})

test('the log keeps the last 500 requests, with time, route and status', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)

  for (let asked = 0; asked < 501; asked += 1) await page.get('/session')

  expect(playground.counters.session).toBe(501)
  expect(playground.counters.log).toHaveLength(500)
  expect(playground.counters.log[0]).toEqual({
    at: playground.now(),
    route: 'session',
    status: 401,
  })
})

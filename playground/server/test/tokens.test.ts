// @vitest-environment node
import { expect, test } from 'vitest'
import { bearer, getTokens, openPage, refreshWith, seconds, startInTestTime } from './page.js'

const COOKIE = 'latchkey-refresh'

test('a token sign-in answers as RFC 6749 says, with the user beside the tokens', async () => {
  const { playground } = await startInTestTime()

  const tokens = await getTokens(openPage(playground), 'answer')

  const now = playground.now()
  expect(tokens).toEqual({
    access_token: expect.stringMatching(/^[\w-]{43}$/),
    token_type: 'Bearer',
    expires_in: playground.limits.accessTokenMs / 1000,
    refresh_token: expect.stringMatching(/^[\w-]{43}$/),
    user: { sub: 'u1', name: 'Ada Lovelace', email: 'ada@example.com', role: 'admin' },
    reference: expect.any(String),
    idleExpiresAt: now + playground.limits.idleMs,
    absoluteExpiresAt: now + playground.limits.absoluteMs,
    serverNow: now,
  })
})

test('a refresh token that lives in a cookie is in no answer', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)

  const first = await getTokens(page, 'cookie')
  const firstCookie = page.jar.get(COOKIE)
  const answer = await page.post('/token/refresh', { form: { grant_type: 'refresh_token' } })
  const second = await answer.json()

  expect([first, second].some((tokens) => 'refresh_token' in tokens)).toBe(false)
  expect(second.reference).toBe(first.reference)
  expect(page.jar.get(COOKIE)).not.toBe(firstCookie)
  expect((await page.get('/api/whoami', bearer(second.access_token))).status).toBe(200)
})

test('an access token expires after the time that was promised', async () => {
  const { playground, pass } = await startInTestTime()
  const page = openPage(playground)
  const { access_token: token } = await getTokens(page, 'answer')

  pass(playground.limits.accessTokenMs - 1)
  const before = await page.get('/api/whoami', bearer(token))
  pass(1)
  const at = await page.get('/api/whoami', bearer(token))

  expect([before.status, at.status]).toEqual([200, 401])
})

test('a refresh token that comes twice revokes the whole family, access tokens too', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  const first = await getTokens(page, 'answer')
  const second = await (await refreshWith(page, first.refresh_token)).json()

  const reuse = await refreshWith(page, first.refresh_token)

  expect(reuse.status).toBe(400)
  expect((await reuse.json()).error).toBe('invalid_grant')
  expect((await refreshWith(page, second.refresh_token)).status).toBe(400)
  expect((await page.get('/api/whoami', bearer(first.access_token))).status).toBe(401)
  expect((await page.get('/api/whoami', bearer(second.access_token))).status).toBe(401)
  expect(playground.counters).toMatchObject({ tokenRefresh: 3, tokenReuse: 1, familiesRevoked: 1 })
})

test('reuse revokes no other family', async () => {
  const { playground } = await startInTestTime()
  const [page, other] = [openPage(playground), openPage(playground)]
  const { refresh_token: stolen } = await getTokens(page, 'answer')
  const others = await getTokens(other, 'answer')

  await refreshWith(page, stolen)
  await refreshWith(page, stolen)

  expect((await refreshWith(other, others.refresh_token)).status).toBe(200)
})

test('within the grace period a token whose answer was lost may be sent again', async () => {
  const { playground, pass } = await startInTestTime()
  const page = openPage(playground)
  playground.limits.graceMs = seconds(10)
  const first = await getTokens(page, 'answer')

  await refreshWith(page, first.refresh_token)
  pass(seconds(10) - 1)
  const again = await refreshWith(page, first.refresh_token)
  pass(1)
  const tooLate = await refreshWith(page, first.refresh_token)

  expect(again.status).toBe(200)
  expect((await again.json()).reference).toBe(first.reference)
  expect(tooLate.status).toBe(400)
  expect(playground.counters.familiesRevoked).toBe(1)
})

test('without a refresh token nobody is signed in; another grant is a bad request', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)

  const none = await page.post('/token/refresh', { form: { grant_type: 'refresh_token' } })
  const other = await page.post('/token/refresh', { form: { grant_type: 'password' } })

  expect([none.status, other.status]).toEqual([401, 400])
})

test('expiring the credentials leaves the sessions', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()
  const tokens = await getTokens(page, 'answer')

  await page.post('/playground/expire')

  expect((await page.get('/api/whoami')).status).toBe(401)
  expect((await page.get('/api/whoami', bearer(tokens.access_token))).status).toBe(401)
  expect((await page.get('/session')).status).toBe(200)
  expect((await refreshWith(page, tokens.refresh_token)).status).toBe(200)
})

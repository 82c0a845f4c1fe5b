// @vitest-environment node
import { expect, test } from 'vitest'
import { callApi, claimsOf, openApp, startInRealTime, type TokenAnswer } from './identity-app.js'
import { bearer, seconds } from './page.js'

test('a refresh token is spent for a new one, and the sign-in keeps its age', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  const first = await app.signIn()

  const answer = await app.refresh(first.refresh_token)

  const second = (await answer.json()) as TokenAnswer
  expect(answer.status).toBe(200)
  expect(second.refresh_token).not.toBe(first.refresh_token)
  expect(claimsOf(second.id_token)).toMatchObject({
    sub: 'u1',
    auth_time: claimsOf(first.id_token)['auth_time'],
  })
  expect(claimsOf(second.access_token)).toMatchObject({
    aud: playground.apiUrl,
    acr: 'urn:latchkey:loa:1',
    auth_time: claimsOf(first.id_token)['auth_time'],
  })
  expect(playground.identity.counters).toMatchObject({ codes: 1, refreshes: 1, tokensIssued: 2 })
})

test('a spent refresh token is taken again within the grace period, and never after it', async () => {
  const playground = await startInRealTime()
  playground.identity.limits.refreshGraceMs = seconds(60)
  const app = openApp(playground)
  const { refresh_token: token } = await app.signIn()
  await app.refresh(token)

  const again = await app.refresh(token)
  playground.identity.limits.refreshGraceMs = 0
  const late = await app.refresh(token)

  expect([again.status, late.status]).toEqual([200, 400])
  expect(playground.identity.counters).toMatchObject({ refreshes: 2, reuses: 1 })
})

test('a spent refresh token that comes again ends its family, and no other', async () => {
  const playground = await startInRealTime()
  const [app, other] = [openApp(playground), openApp(playground)]
  const first = await app.signIn()
  const second = (await (await app.refresh(first.refresh_token)).json()) as TokenAnswer
  const elsewhere = await other.signIn()

  const reused = await app.refresh(first.refresh_token)
  const afterwards = await app.refresh(second.refresh_token)

  expect([reused.status, afterwards.status]).toEqual([400, 400])
  expect(await reused.json()).toMatchObject({ error: 'invalid_grant' })
  expect((await callApi(playground, '/oidc/orders', bearer(second.access_token))).status).toBe(401)
  expect((await other.refresh(elsewhere.refresh_token)).status).toBe(200)
  expect(playground.identity.counters).toMatchObject({ reuses: 1, familiesRevoked: 1 })
})

test('two sign-ins in one browser are two families', async () => {
  const app = openApp(await startInRealTime())
  const one = await app.signIn()
  const landing = await app.authorize()
  const two = (await (await app.exchange(landing)).json()) as TokenAnswer
  await app.refresh(one.refresh_token)

  await app.refresh(one.refresh_token)

  expect((await app.refresh(two.refresh_token)).status).toBe(200)
})

test('without offline_access there is no refresh token', async () => {
  const tokens = await openApp(await startInRealTime()).signIn({ scope: 'openid' })

  expect(tokens.refresh_token).toBeUndefined()
  expect(claimsOf(tokens.id_token)['name']).toBeUndefined()
})

test('a revoked refresh token is dead, and so is what came of it', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  const tokens = await app.signIn()

  const revoked = await app.post('/token/revocation', { token: tokens.refresh_token })

  expect(revoked.status).toBe(200)
  expect((await app.refresh(tokens.refresh_token)).status).toBe(400)
  expect((await callApi(playground, '/oidc/orders', bearer(tokens.access_token))).status).toBe(401)
  expect(playground.identity.counters).toMatchObject({ revocations: 1, reuses: 0 })
})

test('access tokens live as long as the limit says, in whole seconds', async () => {
  const playground = await startInRealTime()
  playground.identity.limits.accessTokenMs = seconds(2)

  const { access_token: token, expires_in: lifetime } = await openApp(playground).signIn()

  const { iat = 0, exp = 0 } = claimsOf(token)
  expect([lifetime, exp - iat]).toEqual([2, 2])
})

test('access tokens can be expired, and families revoked, at any moment', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  const tokens = await app.signIn()

  playground.identity.expireAccessTokens()
  const refused = await callApi(playground, '/oidc/orders', bearer(tokens.access_token))
  const next = (await (await app.refresh(tokens.refresh_token)).json()) as TokenAnswer
  const taken = await callApi(playground, '/oidc/orders', bearer(next.access_token))
  const revoked = playground.identity.revokeFamilies()
  const refresh = await app.refresh(next.refresh_token)

  expect([refused.status, taken.status, refresh.status]).toEqual([401, 200, 400])
  expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/)
  expect(revoked).toBeGreaterThan(0)
  expect(await refresh.json()).toMatchObject({ error: 'invalid_grant' })
})

test('the counters start again at zero when they are told to', async () => {
  const playground = await startInRealTime()
  await openApp(playground).signIn()

  playground.identity.counters.reset()

  expect(playground.identity.counters).toMatchObject({ codes: 0, refreshes: 0, tokensIssued: 0 })
})

test('a token for another API is not issued', async () => {
  const landing = await openApp(await startInRealTime()).authorize({
    resource: 'http://api.example.com',
  })

  expect(landing.url.searchParams.get('error')).toBe('invalid_target')
})

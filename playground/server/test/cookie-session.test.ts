// @vitest-environment node
import { expect, test } from 'vitest'
import { openPage, startInTestTime } from './page.js'

const COOKIE = 'latchkey-session'

test('nobody is signed in at first', async () => {
  const { playground } = await startInTestTime()

  const answer = await openPage(playground).get('/session')

  expect(answer.status).toBe(401)
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('a wrong password gives 401 and no cookie, and an unknown user the same answer', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)

  const wrong = await page.signIn('ada', { password: 'guess' })
  const unknown = await page.signIn('ada', { user: 'eve' })

  expect([wrong.status, unknown.status]).toEqual([401, 401])
  expect(await wrong.text()).toBe(await unknown.text())
  expect(page.jar.size).toBe(0)
})

test('the session answer says who is signed in until when, but not the session id', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()

  const text = await (await page.get('/session')).text()

  const now = playground.now()
  expect(JSON.parse(text)).toEqual({
    user: { sub: 'u1', name: 'Ada Lovelace', email: 'ada@example.com', role: 'admin' },
    reference: expect.any(String),
    idleExpiresAt: now + playground.limits.idleMs,
    absoluteExpiresAt: now + playground.limits.absoluteMs,
    credentialExpiresAt: now + playground.limits.credentialMs,
    serverNow: now,
    csrfToken: expect.any(String),
  })
  expect(text).not.toContain(page.jar.get(COOKIE))
})

test('signing out ends the session at the server, and doing it again is no error', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()
  const id = page.jar.get(COOKIE) ?? ''

  const answer = await page.post('/session/end')
  const again = await page.post('/session/end')

  expect([answer.status, again.status]).toEqual([204, 204])
  expect(answer.headers.getSetCookie()[0]).toMatch(/^latchkey-session=;.*Expires=Thu, 01 Jan 1970/)
  page.jar.set(COOKIE, id)
  expect((await page.get('/session')).status).toBe(401)
})

test('a request that means another session gets 409 and changes nothing', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()
  const headers = { 'latchkey-session': 'of the user before' }

  const answers = [
    await page.get('/session', headers),
    await page.post('/session/refresh', { headers }),
    await page.post('/session/keep-alive', { headers }),
    await page.post('/session/end', { headers }),
    await page.get('/api/orders', headers),
  ]

  expect(answers.map((answer) => answer.status)).toEqual([409, 409, 409, 409, 409])
  expect(answers.every((one) => one.headers.get('latchkey-mismatch') === '1')).toBe(true)
  expect(answers.flatMap((one) => one.headers.getSetCookie())).toEqual([])
  expect(playground.counters.mismatch).toBe(5)
  expect((await page.get('/session')).status).toBe(200)
})

test('the credential expires before the session does, and a refresh renews it', async () => {
  const { playground, pass } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()

  pass(playground.limits.credentialMs - 1)
  const before = await page.get('/api/whoami')
  pass(1)
  const expired = await page.get('/api/whoami')
  const session = await page.get('/session')
  const stillExpired = await page.get('/api/whoami')
  await page.post('/session/refresh')
  const renewed = await page.get('/api/whoami')

  expect(before.status).toBe(200)
  expect([expired.status, session.status, stillExpired.status]).toEqual([401, 200, 401])
  expect(renewed.status).toBe(200)
})

test('a session that somebody ended elsewhere is gone', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()

  const ended = playground.endSessions()

  expect(ended).toBe(1)
  expect((await page.get('/session')).status).toBe(401)
})

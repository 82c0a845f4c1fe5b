// @vitest-environment node
import { expect, test } from 'vitest'
import { bearer, getTokens, minutes, openPage, refreshWith, startInTestTime } from './page.js'

test('a session ends at its idle deadline, not a tick before', async () => {
  const { playground, pass } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()

  pass(playground.limits.idleMs - 1)
  const before = await page.get('/session', { 'latchkey-passive': '1' })
  pass(1)
  const at = await page.get('/session', { 'latchkey-passive': '1' })

  expect([before.status, at.status]).toEqual([200, 401])
})

test('passive checks slide nothing: polled for twice the timeout, a session is dead', async () => {
  const { playground, pass } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()
  const headers = { 'latchkey-passive': '1' }

  const statuses: number[] = []
  for (let polled = 0; polled < 2 * playground.limits.idleMs; polled += minutes(5)) {
    pass(minutes(5))
    statuses.push((await page.get('/session', headers)).status)
    await page.post('/session/keep-alive', { headers })
    await page.get('/api/orders', headers)
  }

  expect(statuses).toEqual([200, 200, 401, 401, 401, 401])
})

test('a silent refresh is not activity', async () => {
  const { playground, pass } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()

  pass(playground.limits.idleMs - 1)
  await page.post('/session/refresh')
  pass(1)

  expect((await page.get('/session')).status).toBe(401)
})

test.each([
  ['reading the session', '/session', 'GET'],
  ['keep-alive', '/session/keep-alive', 'POST'],
  ['using the API', '/api/orders', 'GET'],
])('%s slides the idle deadline', async (_name, path, method) => {
  const { playground, pass } = await startInTestTime()
  const page = openPage(playground)
  playground.limits.credentialMs = playground.limits.idleMs
  await page.signIn()

  pass(playground.limits.idleMs - 1)
  await (method === 'GET' ? page.get(path) : page.post(path))
  pass(playground.limits.idleMs - 1)

  expect((await page.get('/session')).status).toBe(200)
})

test('a session ends at its absolute deadline however active the user is', async () => {
  const { playground, pass } = await startInTestTime()
  const page = openPage(playground)
  playground.limits.absoluteMs = 3 * minutes(10)
  await page.signIn()

  const statuses: number[] = []
  for (const step of [minutes(10), minutes(10), minutes(10) - 1, 1]) {
    pass(step)
    statuses.push((await page.get('/session')).status)
  }

  expect(statuses).toEqual([200, 200, 200, 401])
})

test('a token family ends idle, access tokens too, and only a refresh slides that', async () => {
  const { playground, pass } = await startInTestTime()
  const page = openPage(playground)
  playground.limits.accessTokenMs = 10 * playground.limits.idleMs
  const first = await getTokens(page, 'answer')

  pass(playground.limits.idleMs - 1)
  const second = await (await refreshWith(page, first.refresh_token)).json()
  pass(playground.limits.idleMs - 1)
  const used = await page.get('/api/whoami', bearer(second.access_token))
  pass(1)

  expect(used.status).toBe(200)
  expect((await page.get('/api/whoami', bearer(second.access_token))).status).toBe(401)
  expect((await refreshWith(page, second.refresh_token)).status).toBe(400)
})

test('a token family ends at its absolute deadline', async () => {
  const { playground, pass } = await startInTestTime()
  const page = openPage(playground)
  playground.limits.absoluteMs = minutes(10)
  const { refresh_token: token } = await getTokens(page, 'answer')

  pass(minutes(10))

  expect((await refreshWith(page, token)).status).toBe(400)
})

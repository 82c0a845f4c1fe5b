// @vitest-environment node
import { expect, test } from 'vitest'
import type { FaultKind } from '../faults.js'
import { getTokens, openPage, refreshWith, seconds, startInTestTime } from './page.js'

const WRONG_ANSWERS: readonly (readonly [FaultKind, number, string, string])[] = [
  ['status-408', 408, 'application/json', '{"error":"fault"}'],
  ['status-425', 425, 'application/json', '{"error":"fault"}'],
  ['status-429', 429, 'application/json', '{"error":"fault"}'],
  ['status-500', 500, 'application/json', '{"error":"fault"}'],
  ['status-502', 502, 'application/json', '{"error":"fault"}'],
  ['status-503', 503, 'application/json', '{"error":"fault"}'],
  ['html', 200, 'text/html', '<!doctype html>'],
  ['html-511', 511, 'text/html', '<!doctype html>'],
  ['truncated-json', 200, 'application/json', '{"user":{'],
  ['wrong-shape', 200, 'application/json', '{"hello":1}'],
  ['invalid-grant', 400, 'application/json', '{"error":"invalid_grant"}'],
  ['bad-request', 400, 'application/json', '{"error":"invalid_request"}'],
  ['unauthorized', 401, 'application/json', '{"error":"unauthorized"}'],
]

test.each(WRONG_ANSWERS)(
  '%s answers instead of the server, once',
  async (kind, status, type, body) => {
    const { playground } = await startInTestTime()
    const page = openPage(playground)
    const { refresh_token: token } = await getTokens(page, 'answer')
    playground.faults.set({ route: 'refresh', kind, times: 1 })

    const answer = await refreshWith(page, token)

    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain(type)
    expect((await answer.text()).startsWith(body)).toBe(true)
    expect((await refreshWith(page, token)).status).toBe(200)
  },
)

test('reset-before cuts the connection before the server acts', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  const { refresh_token: token } = await getTokens(page, 'answer')
  playground.faults.set({ route: 'refresh', kind: 'reset-before', times: 1 })

  await expect(refreshWith(page, token)).rejects.toThrow(TypeError)

  expect((await refreshWith(page, token)).status).toBe(200)
  expect(playground.counters.log.map(({ status }) => status)).toEqual([200, 0, 200])
})

test('reset-after loses the answer of a server that has acted', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  const { refresh_token: token } = await getTokens(page, 'answer')
  playground.faults.set({ route: 'refresh', kind: 'reset-after', times: 1 })

  await expect(refreshWith(page, token)).rejects.toThrow(TypeError)

  expect((await refreshWith(page, token)).status).toBe(400)
  expect(playground.counters.tokenReuse).toBe(1)
})

test.each(['slow-before', 'slow-after'] as const)('%s delays what works', async (kind) => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()
  playground.faults.set({ route: 'session', kind, times: 1, ms: 30 })
  const startedAt = performance.now()

  const answer = await page.get('/session')

  expect(answer.status).toBe(200)
  expect(performance.now() - startedAt).toBeGreaterThan(25)
})

test('a client that gives up on slow-after has rotated its id all the same', async () => {
  const { playground, pass } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()
  playground.faults.set({ route: 'refresh', kind: 'slow-after', times: 1, ms: 60_000 })

  const answer = page.post('/session/refresh', { signal: AbortSignal.timeout(100) })

  await expect(answer).rejects.toThrow('timeout')
  expect((await page.get('/session')).status).toBe(200)
  pass(seconds(10))
  expect((await page.get('/session')).status).toBe(401)
})

test('stopping does not wait for a hung request or a kept-alive connection', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.get('/session')
  playground.faults.set({ route: 'all', kind: 'slow-before', ms: 60_000 })
  const hung = page.get('/session').then(
    (answer) => answer.status,
    () => 'cut',
  )
  while (playground.counters.session < 2) await new Promise((resolve) => setImmediate(resolve))
  const startedAt = performance.now()

  await playground.stop()

  expect(performance.now() - startedAt).toBeLessThan(1_000)
  expect(await hung).not.toBe(200)
})

test('a fault hits its route only, as often as it says, and until it is cleared', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()
  playground.faults.set({ route: 'session', kind: 'status-503', retryAfterSeconds: 7, times: 2 })
  playground.faults.set({ route: 'api', kind: 'status-429' })

  const sessions = [
    await page.get('/session'),
    await page.get('/session'),
    await page.get('/session'),
  ]
  const calls = [await page.get('/api/orders'), await page.get('/api/orders')]
  playground.faults.clear()
  const afterwards = await page.get('/api/orders')

  expect(sessions.map((answer) => answer.status)).toEqual([503, 503, 200])
  expect(sessions[0]?.headers.get('retry-after')).toBe('7')
  expect(calls.map((answer) => answer.status)).toEqual([429, 429])
  expect(calls[0]?.headers.get('retry-after')).toBe('1')
  expect(afterwards.status).toBe(200)
})

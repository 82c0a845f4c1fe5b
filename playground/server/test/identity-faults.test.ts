// @vitest-environment node
import { expect, test } from 'vitest'
import type { FaultKind } from '../faults.js'
import { openApp, startInRealTime } from './identity-app.js'
import { send } from './identity-browser.js'

const DISCOVERY = '/.well-known/openid-configuration'

test.each<readonly [FaultKind, number, string]>([
  ['status-503', 503, 'application/json'],
  ['status-429', 429, 'application/json'],
  ['html', 200, 'text/html'],
  ['truncated-json', 200, 'application/json'],
  ['invalid-grant', 400, 'application/json'],
])(
  '%s answers instead of the token endpoint, and pages may read it',
  async (kind, status, type) => {
    const playground = await startInRealTime()
    const app = openApp(playground)
    const { refresh_token: token } = await app.signIn()
    playground.faults.set({ route: 'identity-token', kind, times: 1 })

    const answer = await app.refresh(token)

    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain(type)
    expect(answer.headers.get('access-control-allow-origin')).toBe(playground.url)
    expect((await app.refresh(token)).status).toBe(200)
  },
)

test('an answer that is lost before the server rotated can be asked for again', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  const { refresh_token: token } = await app.signIn()
  playground.faults.set({ route: 'identity-token', kind: 'reset-before', times: 1 })

  await expect(app.refresh(token)).rejects.toThrow('socket hang up')

  expect((await app.refresh(token)).status).toBe(200)
})

test('an answer that is lost after the server rotated costs the family', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  const { refresh_token: token } = await app.signIn()
  playground.faults.set({ route: 'identity-token', kind: 'reset-after', times: 1 })

  await expect(app.refresh(token)).rejects.toThrow('socket hang up')

  expect((await app.refresh(token)).status).toBe(400)
  expect(playground.identity.counters).toMatchObject({ refreshes: 1, reuses: 1 })
})

test.each(['slow-before', 'slow-after'] as const)('%s delays what works', async (kind) => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  const { refresh_token: token } = await app.signIn()
  playground.faults.set({ route: 'identity-token', kind, times: 1, ms: 30 })
  const startedAt = performance.now()

  const answer = await app.refresh(token)

  expect(answer.status).toBe(200)
  expect(performance.now() - startedAt).toBeGreaterThan(25)
})

test('discovery and revocation can fail too, and a preflight uses up no fault', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  const { refresh_token: token } = await app.signIn()
  for (const route of ['identity-discovery', 'identity-revocation', 'identity-token'] as const) {
    playground.faults.set({ route, kind: 'status-503', times: 1 })
  }

  const preflight = await send(`${playground.issuer}/token`, {
    method: 'OPTIONS',
    headers: { origin: playground.url, 'access-control-request-method': 'POST' },
  })
  const discoveries = [
    await send(playground.issuer + DISCOVERY),
    await send(playground.issuer + DISCOVERY),
  ]

  expect(preflight.status).toBe(204)
  expect(discoveries.map(({ status }) => status)).toEqual([503, 200])
  expect((await app.post('/token/revocation', { token })).status).toBe(503)
  expect((await app.refresh(token)).status).toBe(503)
  expect((await app.refresh(token)).status).toBe(200)
})

test('stopping does not wait for a hung token request', async () => {
  const playground = await startInRealTime()
  const app = openApp(playground)
  const { refresh_token: token } = await app.signIn()
  playground.faults.set({ route: 'identity-token', kind: 'slow-before', ms: 60_000 })
  const hung = app.refresh(token).then(
    ({ status }) => status,
    () => 'cut',
  )
  while (playground.identity.counters.codes < 1) await new Promise(setImmediate)
  await new Promise((resolve) => setTimeout(resolve, 20))
  const startedAt = performance.now()

  await playground.stop()

  expect(performance.now() - startedAt).toBeLessThan(1_000)
  expect(await hung).not.toBe(200)
})

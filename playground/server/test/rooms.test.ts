// @vitest-environment node
import { expect, test } from 'vitest'
import { send } from './identity-browser.js'
import { openPage, OWN_PAGE, seconds, startInTestTime } from './page.js'

const SIGN_IN = { json: { user: 'ada', password: 'ada-demo' }, headers: OWN_PAGE }

test('each room has a session of its own, for its cookie is sent there only', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)

  const answer = await page.post('/rooms/a/auth/sign-in', SIGN_IN)

  expect(answer.status).toBe(204)
  expect(answer.headers.get('set-cookie')).toContain('Path=/rooms/a/;')
  expect((await page.get('/rooms/a/session')).status).toBe(200)
})

test('a fault of one room hits no other, and is cleared alone', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  const plan = { json: { route: 'session', kind: 'status-503' }, headers: OWN_PAGE }
  await page.post('/rooms/a/playground/faults', plan)
  await page.post('/playground/faults', plan)
  const statuses = async () =>
    Promise.all(
      ['/session', '/rooms/a/session', '/rooms/b/session'].map(
        async (path) => (await page.get(path)).status,
      ),
    )

  const before = await statuses()
  playground.faults.clear('a')
  const after = await statuses()

  expect(before).toEqual([503, 503, 401])
  expect(after).toEqual([503, 401, 401])
})

test('a provider says the addresses of the room it is asked in', async () => {
  const { playground } = await startInTestTime()
  const { issuer } = playground

  const answer = await send(`${issuer}/rooms/a/.well-known/openid-configuration`)

  expect(await answer.json()).toMatchObject({ issuer, token_endpoint: `${issuer}/rooms/a/token` })
})

test.each([
  [0, seconds(10)],
  [seconds(60), seconds(60)],
])(
  'with a grace period of %i ms the rotated id of a cookie session is good for %i ms',
  async (graceMs, goodForMs) => {
    const { playground, pass } = await startInTestTime()
    playground.limits.graceMs = graceMs
    const page = openPage(playground)
    await page.signIn()
    const old = [...page.jar]
    await page.post('/session/refresh')
    for (const [name, value] of old) page.jar.set(name, value)

    pass(goodForMs - 1)
    const before = await page.get('/session')
    pass(1)
    const after = await page.get('/session')

    expect([before.status, after.status]).toEqual([200, 401])
  },
)

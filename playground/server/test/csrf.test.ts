// @vitest-environment node
import { expect, test } from 'vitest'
import { openPage, startInTestTime } from './page.js'

/** Requests that must come from our own page; all would succeed if they did. */
const GUARDED = [
  ['GET', '/session'],
  ['POST', '/session/refresh'],
  ['POST', '/session/keep-alive'],
  ['POST', '/session/end'],
  ['POST', '/auth/sign-in'],
  ['POST', '/api/orders'],
  ['POST', '/token/refresh'],
  ['POST', '/token/end'],
  ['GET', '/playground/status'],
  ['POST', '/playground/expire'],
] as const

const CROSS_SITE = ['cross-site', 'same-site', 'none', 'cross-origin']

test.each(GUARDED)(
  '%s %s is refused without the header or from another site',
  async (method, path) => {
    const { playground } = await startInTestTime()
    const page = openPage(playground)
    await page.signIn()
    const cookie = [...page.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const send = (headers: Record<string, string>): Promise<Response> => {
      const body = bodyFor(path)
      return fetch(playground.url + path, {
        method,
        headers: { cookie, ...body?.headers, ...headers },
        ...(body && { body: body.text }),
      })
    }

    const refused = [
      await send({}),
      await send({ 'latchkey-csrf': '1' }),
      await send({ 'sec-fetch-site': 'same-origin' }),
      await send({ 'latchkey-csrf': '0', 'sec-fetch-site': 'same-origin' }),
      await send({ 'latchkey-csrf': '1', origin: 'http://evil.example' }),
      await send({ 'latchkey-csrf': '1', origin: `${playground.url}.evil.example` }),
      await send({ 'latchkey-csrf': '1', origin: 'null' }),
      ...(await Promise.all(
        CROSS_SITE.map((site) =>
          send({ 'latchkey-csrf': '1', 'sec-fetch-site': site, origin: playground.url }),
        ),
      )),
    ]

    expect(refused.map((answer) => answer.status)).toEqual(refused.map(() => 403))
    expect((await send({ 'latchkey-csrf': '1', 'sec-fetch-site': 'same-origin' })).status).not.toBe(
      403,
    )
    expect((await send({ 'latchkey-csrf': '1', origin: playground.url })).status).not.toBe(403)
  },
)

test('a wrong CSRF token is refused where one is sent, the right one is taken', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()
  const { csrfToken } = await (await page.get('/session')).json()

  const keepAlive = (token: string): Promise<Response> =>
    page.post('/session/keep-alive', { headers: { 'x-csrf-token': token } })

  expect((await keepAlive('wrong')).status).toBe(403)
  expect((await keepAlive(csrfToken)).status).toBe(200)
})

test('a sign-in takes JSON only, which no form can send', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)

  const asForm = await page.post('/auth/sign-in', { form: { user: 'ada', password: 'ada-demo' } })

  expect(asForm.status).toBe(415)
  expect(page.jar.size).toBe(0)
})

test.each([
  ['without a password', { user: 'ada' }],
  ['with a number for a name', { user: 1, password: 'ada-demo' }],
  ['with something unknown', { user: 'ada', password: 'ada-demo', admin: true }],
])('a sign-in %s is a bad request that says why', async (_name, json) => {
  const { playground } = await startInTestTime()

  const answer = await openPage(playground).post('/auth/sign-in', { json })

  expect(answer.status).toBe(400)
  expect(await answer.json()).toEqual({
    error: 'invalid_request',
    message: expect.stringMatching(/^body/),
  })
})

function bodyFor(path: string): { text: string; headers: Record<string, string> } | undefined {
  const json = { 'content-type': 'application/json' }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  if (path === '/auth/sign-in')
    return { text: '{"user":"ada","password":"ada-demo"}', headers: json }
  if (path === '/api/orders') return { text: '{"item":"key"}', headers: json }
  if (path.startsWith('/token/')) return { text: 'grant_type=refresh_token', headers: form }
  return undefined
}

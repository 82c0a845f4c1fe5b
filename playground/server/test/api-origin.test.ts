// @vitest-environment node
import { request } from 'node:http'
import { expect, test } from 'vitest'
import type { Playground } from '../start-playground.js'
import { bearer, getTokens, openPage, startInTestTime } from './page.js'

test("the API's own origin takes tokens only, and may be read by our pages only", async () => {
  const { playground } = await startInTestTime({ https: true })
  const page = openPage(playground)
  await page.signIn()
  const { access_token: token } = await getTokens(page, 'answer')
  const cookie = `latchkey-session=${page.jar.get('latchkey-session')}`

  const ours = await askApiHost(playground, { ...bearer(token), origin: playground.url })
  const oursOverTls = await askApiHost(playground, { origin: playground.httpsUrl ?? '' })
  const foreign = await askApiHost(playground, { ...bearer(token), origin: 'http://evil.example' })
  const withCookie = await askApiHost(playground, { cookie, origin: playground.url })

  expect(ours).toMatchObject({
    status: 200,
    'access-control-allow-origin': playground.url,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'latchkey-mismatch, retry-after',
    vary: 'Origin',
  })
  expect(oursOverTls['access-control-allow-origin']).toBe(playground.httpsUrl)
  expect(foreign['access-control-allow-origin']).toBeUndefined()
  expect(withCookie).toMatchObject({ status: 401, 'access-control-allow-origin': playground.url })
})

test("a preflight of our page is granted on the API's origin and nowhere else", async () => {
  const { playground } = await startInTestTime()
  const preflight = {
    origin: playground.url,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,latchkey-session',
  }

  const granted = await askApiHost(playground, preflight, 'OPTIONS')
  const foreign = await askApiHost(playground, { ...preflight, origin: 'null' }, 'OPTIONS')
  const own = await openPage(playground).post('/api/orders', {
    method: 'OPTIONS',
    headers: preflight,
  })

  expect(granted).toMatchObject({
    status: 204,
    'access-control-allow-headers': expect.stringContaining('latchkey-session'),
  })
  expect([foreign.status, own.status]).toEqual([404, 404])
  expect(own.headers.get('access-control-allow-origin')).toBeNull()
})

test("there are no sessions and no pages on the API's origin", async () => {
  const { playground } = await startInTestTime()

  const statuses = await Promise.all(
    ['/', '/session', '/playground/status'].map(async (path) => {
      return (await askApiHost(playground, { origin: playground.url }, 'GET', path)).status
    }),
  )

  expect(statuses).toEqual([404, 404, 404])
})

/** Only browsers resolve api.localhost by themselves; so the name goes into the header alone. */
function askApiHost(
  playground: Playground,
  headers: Record<string, string>,
  method = 'GET',
  path = '/api/whoami',
): Promise<Record<string, unknown>> {
  const host = new URL(playground.apiUrl).host
  return new Promise((resolve, reject) => {
    request(playground.url + path, { method, headers: { ...headers, host } }, (response) => {
      response.resume()
      resolve({ status: response.statusCode, ...response.headers })
    })
      .on('error', reject)
      .end()
  })
}

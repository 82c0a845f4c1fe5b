// @vitest-environment node
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { callApi, openApp, startInRealTime } from './identity-app.js'
import { bearer, openPage } from './page.js'

test('without a good token there are no orders, and the answer says why', async () => {
  const playground = await startInRealTime()
  const { access_token: token, id_token: idToken } = await openApp(playground).signIn()
  const [head, claims, signature] = token.split('.')
  const forged = `${head}.${claims}.${signature?.split('').toReversed().join('')}`

  const none = await callApi(playground, '/oidc/orders')
  const wrong = await Promise.all(
    ['nonsense', idToken, forged].map((bad) => callApi(playground, '/oidc/orders', bearer(bad))),
  )

  expect(none.status).toBe(401)
  expect(none.headers.get('www-authenticate')).toBe('Bearer, DPoP algs="ES256 Ed25519 EdDSA"')
  for (const answer of wrong) {
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/)
  }
})

test("the API answers on the pages' origin too, and takes orders", async () => {
  const playground = await startInRealTime()
  const { access_token: token } = await openApp(playground).signIn()
  const page = openPage(playground)

  const added = await page.post('/oidc/orders', { json: { item: 'a key' }, headers: bearer(token) })
  const orders = await (await page.get('/oidc/orders', bearer(token))).json()

  expect(added.status).toBe(201)
  expect(orders.orders.at(-1)).toMatchObject({ item: 'a key' })
  expect(page.jar.size).toBe(0)
})

test('a preflight of our page may send a proof, and read the challenge', async () => {
  const playground = await startInRealTime()
  const preflight = {
    'access-control-request-method': 'GET',
    'access-control-request-headers': 'authorization,dpop',
  }

  const granted = await callApi(playground, '/oidc/orders', preflight, { method: 'OPTIONS' })
  const answer = await callApi(playground, '/oidc/orders')

  expect(granted.status).toBe(204)
  expect(granted.headers.get('access-control-allow-headers')).toContain('dpop')
  expect(answer.headers.get('access-control-expose-headers')).toBe(
    'date, dpop-nonce, retry-after, www-authenticate',
  )
})

test('the bad API shows what it was sent, and redirects wherever it is told to', async () => {
  const playground = await startInRealTime()

  const echo = await callApi(playground, '/oidc/echo', { 'x-mine': '1', ...bearer('abc') })
  const redirect = await callApi(playground, '/oidc/redirect?to=http%3A%2F%2Fevil.example%2F')

  expect((await echo.json()).headers).toMatchObject({ 'x-mine': '1', authorization: 'Bearer abc' })
  expect([redirect.status, redirect.headers.get('location')]).toEqual([302, 'http://evil.example/'])
})

test('an answer can clear the storage or the cookies of the whole site', async () => {
  const playground = await startInRealTime()

  const storage = await callApi(playground, '/oidc/clear?what=storage')
  const cookies = await callApi(playground, '/oidc/clear?what=cookies')
  const other = await callApi(playground, '/oidc/clear?what=*')

  expect(storage.headers.get('clear-site-data')).toBe('"storage"')
  expect(cookies.headers.get('clear-site-data')).toBe('"cookies"')
  expect(other.status).toBe(400)
})

test('a download has every byte, and an upload is counted and hashed', async () => {
  const playground = await startInRealTime()
  const { access_token: token } = await openApp(playground).signIn()
  const size = 200_001

  const download = await callApi(playground, `/oidc/download?bytes=${size}`, bearer(token))
  const bytes = new Uint8Array(await download.arrayBuffer())
  const upload = await callApi(
    playground,
    '/oidc/upload',
    { ...bearer(token), 'content-type': 'application/octet-stream' },
    { method: 'POST', body: bytes },
  )

  expect([bytes.length, bytes[0], bytes[251], bytes[size - 1]]).toEqual([
    size,
    0,
    0,
    (size - 1) % 251,
  ])
  expect(await upload.json()).toEqual({
    contentType: 'application/octet-stream',
    bytes: size,
    sha256: sha256Of(bytes),
    fields: [],
  })
})

test('the parts of an uploaded form are named, each with its hash', async () => {
  const playground = await startInRealTime()
  const { access_token: token } = await openApp(playground).signIn()
  const form = new FormData()
  form.append('note', 'hello')
  form.append('file', new File([new Uint8Array([1, 2, 3])], 'key.bin', { type: 'image/png' }))
  const request = new Request('http://x', { method: 'POST', body: form })

  const answer = await callApi(
    playground,
    '/oidc/upload',
    { ...bearer(token), 'content-type': request.headers.get('content-type') ?? '' },
    { method: 'POST', body: new Uint8Array(await request.arrayBuffer()) },
  )

  expect((await answer.json()).fields).toEqual([
    { name: 'note', bytes: 5, sha256: sha256Of(Buffer.from('hello')) },
    {
      name: 'file',
      fileName: 'key.bin',
      type: 'image/png',
      bytes: 3,
      sha256: sha256Of(new Uint8Array([1, 2, 3])),
    },
  ])
})

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

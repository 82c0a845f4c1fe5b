// @vitest-environment node
import { expect, test } from 'vitest'
import { bearer, getTokens, openPage, startInTestTime } from './page.js'

test('the API takes a cookie or an access token, and nothing else', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  const stranger = await page.get('/api/whoami')
  await page.signIn('grace')
  const { access_token: token } = await getTokens(openPage(playground), 'answer')

  const byCookie = await (await page.get('/api/whoami')).json()
  const byToken = await (await page.get('/api/whoami', bearer(token))).json()
  const byNonsense = await page.get('/api/whoami', { authorization: 'Basic Z3JhY2U6' })

  expect(stranger.status).toBe(401)
  expect(byCookie).toMatchObject({ user: { sub: 'u2' }, credential: 'cookie' })
  expect(byToken).toMatchObject({ user: { sub: 'u1' }, credential: 'bearer' })
  expect(byNonsense.status).toBe(401)
  expect(playground.counters).toMatchObject({ api: 4, api401: 2 })
})

test('orders come as JSON or as a form of either encoding, and belong to their user', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()
  const multipart = new FormData()
  multipart.append('item', 'a chain')
  multipart.append('note', 'soon')

  const json = await page.post('/api/orders', { json: { item: 'a bolt' } })
  const form = await page.post('/api/orders', { form: { item: 'a hinge' } })
  const { access_token: token } = await getTokens(page, 'answer')
  const parts = await fetch(`${playground.url}/api/orders`, {
    method: 'POST',
    headers: bearer(token),
    body: multipart,
  })

  expect([json.status, form.status, parts.status]).toEqual([201, 201, 201])
  expect(await parts.json()).toMatchObject({ item: 'a chain', entries: 2 })
  const { orders } = await (await page.get('/api/orders')).json()
  const items = orders.map((order: { item: string }) => order.item)
  expect(items.slice(-3)).toEqual(['a bolt', 'a hinge', 'a chain'])
})

test('an upload of any type is counted to the byte', async () => {
  const { playground } = await startInTestTime()
  const { access_token: token } = await getTokens(openPage(playground), 'answer')
  const upload = (body: BodyInit, type: string): Promise<Response> =>
    fetch(`${playground.url}/api/upload`, {
      method: 'POST',
      headers: { ...bearer(token), 'content-type': type },
      body,
    })

  const answers = [
    await upload(new Uint8Array(300_000), 'application/octet-stream'),
    await upload('{"broken', 'application/json'),
  ]

  expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([
    { bytes: 300_000 },
    { bytes: 8 },
  ])
})

test('the odd answers are as odd as they say', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()

  const redirect = await page.get('/api/redirect')
  const conflict = await page.get('/api/echo-409')

  expect([redirect.status, redirect.headers.get('location')]).toEqual([302, '/api/whoami'])
  expect([conflict.status, conflict.headers.get('latchkey-mismatch')]).toEqual([409, null])
  expect((await page.get('/api/always-401')).status).toBe(401)
  expect((await page.get('/api/slow?ms=1')).status).toBe(200)
  expect((await page.get('/api/slow?ms=soon')).status).toBe(400)
})

// @vitest-environment node
import { expect, test } from 'vitest'
import { askOverTls, openPage, startInTestTime } from './page.js'

test('on http://localhost the cookies have plain names and no Secure', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)

  const session = await page.signIn()
  const remembered = await page.signIn('ada', { remember: true })

  const attributes = 'Path=/; HttpOnly; SameSite=Strict'
  expect(session.headers.getSetCookie()).toEqual([
    expect.stringMatching(new RegExp(`^latchkey-session=[\\w-]{43}; ${attributes}$`)),
  ])
  expect(remembered.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^latchkey-session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; /),
  ])
})

test('over https the cookies carry the prefix and Secure, and there is HSTS', async () => {
  const { playground } = await startInTestTime({ https: true })
  const json = { user: 'ada', password: 'ada-demo' }
  const url = playground.httpsUrl ?? ''

  const session = await askOverTls(`${url}/auth/sign-in`, { method: 'POST', json })
  const tokens = await askOverTls(`${url}/token/sign-in`, {
    method: 'POST',
    json: { ...json, refresh: 'cookie' },
  })

  const attributes = 'Path=/; HttpOnly; Secure; SameSite=Strict'
  expect(session.headers['set-cookie']).toEqual([
    expect.stringMatching(new RegExp(`^__Host-Http-latchkey=[\\w-]{43}; ${attributes}$`)),
  ])
  expect(tokens.headers['set-cookie']).toEqual([
    expect.stringMatching(new RegExp(`^__Host-Http-latchkey-refresh=[\\w-]{43}; ${attributes}$`)),
  ])
  expect(session.headers['strict-transport-security']).toMatch(/^max-age=\d+$/)
  expect(session.headers['content-security-policy']).toContain(
    `connect-src 'self' ${playground.httpsApiUrl} ${playground.issuer};`,
  )
})

test('http and https show the same sessions', async () => {
  const { playground } = await startInTestTime({ https: true })
  const page = openPage(playground)
  await page.signIn()
  const cookie = `__Host-Http-latchkey=${page.jar.get('latchkey-session')}`

  const answer = await askOverTls(`${playground.httpsUrl}/session`, { headers: { cookie } })

  expect(answer.status).toBe(200)
})

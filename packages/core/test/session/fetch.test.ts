import { expect, test } from 'vitest'
import { ADA, createWorld, type Tab } from '../../src/testing/index.js'
import { minutes } from '../durations.js'
import { testBearer } from '../bearer-sessions.js'

const tokens = () => ({ strategy: testBearer() })

async function bodyOf(tab: Tab, input: RequestInfo | URL, init?: RequestInit) {
  const answer = await tab.session.fetch(input, init)
  return (await answer.json()) as { method: string; body: string }
}

test('P17 thirteen addresses that look allowed but are not get nothing', async () => {
  const world = createWorld()
  const tab = await world.openTab({ ...tokens(), allowedOrigins: ['https://api.example.com'] })
  await tab.signIn(ADA, {})
  const before = world.network.log.length

  for (const url of [
    'https://api.example.com.evil.test/',
    'https://evil.test/https://api.example.com/',
    'https://api.example.com@evil.test/',
    'https://evil.test#https://api.example.com',
    'https://evil.test?https://api.example.com',
    'https://api.example.com:8443/',
    'http://api.example.com/',
    '//evil.test/api',
    '\\\\evil.test\\api',
    'https:\\\\evil.test',
    'https://xapi.example.com/',
    'https://example.com/',
    'javascript:alert(1)',
  ]) {
    await expect(tab.session.fetch(url)).rejects.toSatisfy(
      (error: Error) => error.name === 'TypeError' || /allowed/.test(error.message),
    )
  }

  expect(world.network.log.length).toBe(before)
})

test('P17 the caller cannot replace the credential', async () => {
  const world = createWorld()
  const tab = await world.openTab(tokens())
  await tab.signIn(ADA, {})

  const answer = await tab.session.fetch('/api/whoami', { headers: { authorization: 'Bearer x' } })

  expect(answer.status).toBe(200)
})

test('P17 a redirect of an authorized request is refused', async () => {
  const world = createWorld()
  const tab = await world.openTab(tokens())
  await tab.signIn(ADA, {})
  world.network.fail('/api/away', { kind: 'redirect' })

  await expect(tab.session.fetch('/api/away')).rejects.toMatchObject({ code: 'redirect_refused' })
})

test.each([
  ['a text', () => 'hello'],
  ['a form', () => new URLSearchParams({ a: 'hello' })],
  ['a blob', () => new Blob(['hello'])],
  ['bytes', () => new TextEncoder().encode('hello')],
])('a request with %s is sent again after a 401', async (_name, body) => {
  const world = createWorld()
  const tab = await world.openTab(tokens())
  await tab.signIn(ADA, {})
  world.server.tokens.expire()

  const answer = await bodyOf(tab, '/api/whoami', { method: 'POST', body: body() })

  expect(answer).toMatchObject({ method: 'POST', body: expect.stringContaining('hello') })
  expect(world.network.count('POST /api/whoami')).toBe(2)
})

test('a Request object with a body is sent again after a 401', async () => {
  const world = createWorld()
  const tab = await world.openTab(tokens())
  await tab.signIn(ADA, {})
  world.server.tokens.expire()
  const request = new Request('https://app.example.com/api/whoami', {
    method: 'POST',
    body: 'hello',
  })

  expect(await bodyOf(tab, request)).toMatchObject({ body: 'hello' })
})

test('a streamed body is sent once: after a 401 the answer is the 401', async () => {
  const world = createWorld()
  const tab = await world.openTab(tokens())
  await tab.signIn(ADA, {})
  world.server.tokens.expire()
  const body = new Blob(['hello']).stream()

  const answer = await tab.session.fetch('/api/whoami', { method: 'POST', body })

  expect(answer.status).toBe(401)
  expect(world.network.count('POST /api/whoami')).toBe(1)
  expect(world.server.tokens.counts.refreshes).toBe(1)
})

test("the caller's own abort comes through unchanged", async () => {
  const world = createWorld()
  const tab = await world.openTab(tokens())
  await tab.signIn(ADA, {})
  world.network.fail('/api/whoami', { kind: 'slow', when: 'before', ms: minutes(1) })
  const controller = new AbortController()

  const answer = tab.session.fetch('/api/whoami', { signal: controller.signal })
  answer.catch(() => {})
  await world.settled()
  controller.abort()

  await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
})

test('a network error of a request comes through as it is, and changes nothing', async () => {
  const world = createWorld()
  const tab = await world.openTab(tokens())
  await tab.signIn(ADA, {})
  const { state } = tab
  world.network.offline(true)

  await expect(tab.session.fetch('/api/whoami')).rejects.toBeInstanceOf(TypeError)

  expect(tab.state).toBe(state)
})

test('a cookie session has no token', async () => {
  const world = createWorld()
  const tab = await world.openTab()
  await tab.signIn(ADA)

  await expect(tab.session.getToken()).rejects.toMatchObject({ code: 'no_token' })
})

test('a token that is good for a minute is renewed for a caller who needs two', async () => {
  const world = createWorld()
  const tab = await world.openTab(tokens())
  await tab.signIn(ADA, {})
  await tab.hide()
  await world.advance(minutes(4))
  const short = await tab.session.getToken()

  const long = await tab.session.getToken({ minValidityMs: minutes(2) })

  expect(long).not.toBe(short)
})

test('signed out, a request is refused before it is sent', async () => {
  const world = createWorld()
  const tab = await world.openTab(tokens())

  await expect(tab.session.fetch('/api/whoami')).rejects.toMatchObject({ code: 'signed_out' })

  expect(world.network.count('GET /api/whoami')).toBe(0)
})

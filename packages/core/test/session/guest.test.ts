import { expect, onTestFinished, test } from 'vitest'
import { cookie, createSession, isSessionError, SessionError } from '../../src/index.js'
import { resolveOptions } from '../../src/resolve-options.js'
import { ADA, createWorld, testCookie } from '../../src/testing/index.js'
import { minutes } from '../durations.js'
import { sealedBearer, testBearer } from '../bearer-sessions.js'

test('P16 no token in state, events, errors, messages or the record', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  const told: unknown[] = []
  for (const name of ['signedIn', 'signedOut', 'refreshed', 'degraded'] as const) {
    tab.session.on(name, (event) => told.push(event))
  }
  await tab.signIn(ADA, {})
  await world.advance(minutes(5))
  world.network.fail('/token/refresh', { kind: 'status', status: 503 }, 1)
  await tab.session.refresh().catch((error: unknown) => told.push(error, String(error)))
  const records = [...world.storage.values.values()]
  const everything = JSON.stringify([told, tab.state, records, world.channels.said, tab.session])
  const bytes = records.map((record) => {
    const { sealed } = record as { sealed: { data: ArrayBuffer } }
    return new TextDecoder('latin1').decode(sealed.data)
  })

  expect(everything + bytes.join()).not.toMatch(/access-\d|refresh-\d/)
  // The same look finds a token where there is one.
  expect(JSON.stringify({ planted: await tab.session.getToken() })).toMatch(/access-\d/)
})

test('P21 an equal user keeps its identity across a reload of the same data', async () => {
  const world = createWorld()
  const tab = await world.openTab()
  await tab.signIn(ADA)
  const before = tab.state

  await tab.session.signIn()
  await world.settled()

  expect(tab.state).toBe(before)
})

test('P22 dispose leaves no listener, timer, channel or lock behind, and the session lives on', async () => {
  const world = createWorld()
  const tab = await world.openTab({ idle: {} })
  await tab.signIn(ADA)

  tab.session.dispose()
  await world.settled()

  expect(world.timeline.timers()).toBe(0)
  expect(world.channels.open()).toBe(0)
  expect(world.locks.held()).toBe(0)
  expect(tab.listeners()).toBe(0)
  await expect(tab.session.fetch('/api/whoami')).rejects.toMatchObject({ code: 'disposed' })
  expect((await world.openTab()).state).toMatchObject({ status: 'signedIn' })
})

test('a refresh that is under way at the disposal ends with a typed error', async () => {
  const world = createWorld()
  const [first, second] = [await world.openTab(), await world.openTab()]
  await first.signIn(ADA)
  world.network.fail('/session/refresh', { kind: 'slow', when: 'before', ms: minutes(1) })
  first.session.refresh().catch(() => {})
  await world.settled()
  const waiting = second.session.refresh()
  waiting.catch(() => {})
  await world.settled()

  second.session.dispose()
  await world.settled()

  await expect(waiting).rejects.toMatchObject({ code: 'disposed' })
})

test('P22 an untouched session of an hour asks its server nothing', async () => {
  const world = createWorld()
  const tab = await world.openTab()
  await tab.signIn(ADA)
  const before = world.network.log.length

  await world.advance(minutes(60))

  expect(world.network.log.length).toBe(before)
})

test('P23 an error says its code, whether to retry, and what to do', () => {
  const secret = new Request('https://x.test/?token=secret', {
    headers: { authorization: 'secret' },
  })
  const error = new SessionError('refresh_unavailable', {
    cause: Object.assign(new Error('secret'), { request: secret }),
  })

  expect(error).toMatchObject({
    name: 'SessionError',
    code: 'refresh_unavailable',
    retryable: true,
  })
  expect(error.message).toMatch(/tried again/)
  expect(JSON.stringify([error, error.cause, error.stack])).not.toContain('secret')
  expect(isSessionError({ ...error, name: 'SessionError', code: 'signed_out' })).toBe(true)
  expect(isSessionError({ name: 'SessionError', code: 'toString' })).toBe(false)
})

test('two sessions of one name in a page behave like two tabs', async () => {
  const world = createWorld()
  const [first, second] = [await world.openTab(), await world.openTab()]
  await first.signIn(ADA)

  first.session.dispose()
  await second.signOut()

  expect(second.state).toMatchObject({ status: 'signedOut' })
})

test('two apps of one origin never meet', async () => {
  const world = createWorld()
  const one = await world.openTab({ name: 'one' })
  const other = await world.openTab({ name: 'other' })
  await one.signIn(ADA)

  expect(other.state).toMatchObject({ status: 'signedOut', reason: 'never' })
})

test('on a server a session is inert', async () => {
  const session = createSession({ strategy: testCookie() })

  expect(session.state).toEqual({ status: 'starting', connection: 'ok' })
  await expect(session.fetch('/api')).rejects.toMatchObject({ code: 'not_in_browser' })
  await expect(session.getToken()).rejects.toMatchObject({ code: 'not_in_browser' })
})

test('what a server rendered is shown until it is known better', async () => {
  const world = createWorld()
  world.server.cookies.signIn(ADA)
  world.network.fail('/session', { kind: 'status', status: 503 }, 1)
  const initialState = Object.freeze({
    status: 'signedOut',
    reason: 'never',
    origin: 'here',
  } as const)

  const tab = await world.openTab({ initialState })
  await world.advance(minutes(1))

  expect(tab.state).toMatchObject({ status: 'signedIn', user: ADA })
})

test.each([
  [{ strategy: testCookie(), idel: {} }, /idel is not known; known are: .*idle/],
  [{ strategy: testCookie(), idle: { timeout: 5 } }, /idle\.timeout is not known/],
  [{ strategy: {} }, /strategy must be cookie/],
  [{ strategy: testCookie(), idle: { timeoutMs: 1_000 } }, /idle\.timeoutMs must be more/],
  [{ strategy: testCookie(), idle: { warningMs: -1 } }, /idle\.warningMs must be 0 or more/],
  [{ strategy: testCookie(), absoluteTimeoutMs: 0 }, /absoluteTimeoutMs must be more/],
  [
    { strategy: testCookie(), allowedOrigins: ['https://a.test/x'] },
    /allowedOrigins must be origins/,
  ],
  [{ strategy: testCookie(), allowedOrigins: ['http://a.test'] }, /allowedOrigins must be origins/],
  [
    { strategy: testCookie(), isolation: { persist: 'sealed' } },
    /isolation\.persist must be 'none'/,
  ],
  [{ strategy: testCookie(), isolation: { prefer: 'worker' } }, /isolation\.prefer must be 'page'/],
  [{ strategy: testCookie(), name: '' }, /name must be/],
])('a wrong option is refused by name: %o', (options, message) => {
  expect(() => createSession(options as never)).toThrow(message)
})

test.each([
  ['user.sub', { user: { name: 'x' } }],
  ['user.sub', []],
  ['serverNow', { user: ADA, idleExpiresAt: 5 }],
  ['idleExpiresAt', { user: ADA, idleExpiresAt: 'soon' }],
  ['reference', { user: ADA, reference: 7 }],
])(
  'a session answer with a wrong %s keeps the session and names the field',
  async (field, body) => {
    const world = createWorld()
    const tab = await world.openTab({
      strategy: cookie({ session: '/session', end: '/session/end' }),
    })
    await tab.signIn(ADA)
    world.network.fail('/session', { kind: 'body', text: JSON.stringify(body) }, 1)

    const refreshed = tab.session.refresh()

    await expect(refreshed).rejects.toMatchObject({ code: 'misconfigured', field })
    expect(tab.state).toMatchObject({ status: 'signedIn', error: { code: 'misconfigured', field } })
  },
)

test.each([
  ['access_token', { token_type: 'Bearer' }],
  ['token_type', { access_token: 'x', token_type: 'DPoP' }],
  ['expires_in', { access_token: 'x', token_type: 'bearer', expires_in: 'soon' }],
  ['user.sub', { access_token: 'x', token_type: 'bearer', user: {} }],
])('a token answer with a wrong %s is refused by name', async (field, body) => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  world.network.fail('/token/sign-in', { kind: 'body', text: JSON.stringify(body) }, 1)

  await expect(tab.session.signIn({ user: 'ada' })).rejects.toMatchObject({
    code: 'misconfigured',
    field,
  })
})

test('P18 what options only inherit, from a polluted prototype, is no option', () => {
  const polluted = {
    unsafeExposeAccessToken: true,
    prefer: 'page',
    allowedOrigins: ['https://evil.example.com'],
  }
  for (const [name, value] of Object.entries(polluted)) {
    // oxlint-disable-next-line no-extend-native -- what an attack does
    Object.defineProperty(Object.prototype, name, { configurable: true, writable: true, value })
  }
  onTestFinished(() => {
    for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name)
  })

  const { isolation, allowedOrigins } = resolveOptions({ strategy: testBearer(), isolation: {} })

  expect(isolation.unsafeExposeAccessToken).toBe(false)
  expect(allowedOrigins).toEqual([])
})

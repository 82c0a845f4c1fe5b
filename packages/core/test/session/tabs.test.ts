import { expect, test } from 'vitest'
import { ADA, createWorld, GRACE, testCookie } from '../../src/testing/index.js'
import { minutes, seconds } from '../durations.js'
import { sealedBearer } from '../bearer-sessions.js'

const keyOf = (world: { storage: { values: Map<string, unknown> } }) =>
  [...world.storage.values.keys()][0]!

test('P13 a frozen tab sends nothing more after a sign-out elsewhere', async () => {
  const world = createWorld()
  const [first, second] = [await world.openTab(), await world.openTab()]
  await first.signIn(ADA)
  second.freeze()
  await first.signOut()
  await world.advance(minutes(1))
  const before = world.network.log.length

  const answer = second.session.fetch('/api/whoami')
  answer.catch(() => {})
  await second.thaw()

  await expect(answer).rejects.toMatchObject({ code: 'signed_out' })
  expect(second.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
  expect(world.network.log.length).toBe(before)
})

test('P13 a page from the back/forward cache shows nothing until it is checked', async () => {
  const world = createWorld()
  const [first, second] = [await world.openTab(), await world.openTab()]
  await first.signIn(ADA)
  second.cache()
  await first.signOut()
  const seen: string[] = []
  second.session.subscribe(() => seen.push(second.state.status))

  await second.back()

  expect(seen).not.toContain('signedIn')
  expect(second.state).toMatchObject({ status: 'signedOut' })
})

test('P21 a page from the back/forward cache whose session stands goes on as it was', async () => {
  const world = createWorld()
  const tab = await world.openTab()
  await tab.signIn(ADA)
  const seen: string[] = []
  tab.session.subscribe(() => seen.push(tab.state.status))

  tab.cache()
  await tab.back()

  expect(seen).toEqual(['starting', 'signedIn'])
})

test.each([
  ['cookie', () => ({ strategy: testCookie() }), undefined],
  ['sealed bearer', sealedBearer, {}],
] as const)(
  'P13 %s: a sign-out without network survives closing the browser and reaches the server later',
  async (_name, options, body) => {
    const world = createWorld()
    const tab = await world.openTab(options())
    await tab.signIn(ADA, body)
    world.network.offline(true)
    await tab.signOut()
    expect(tab.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
    tab.kill()

    const offline = await world.openTab(options())
    expect(offline.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
    offline.kill()
    world.network.offline(false)
    const online = await world.openTab(options())

    expect(online.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
    expect(world.server.cookies.live() + world.server.tokens.live()).toBe(0)
  },
)

test('P13 a queued sign-out that fails again at the next start is sent when the network is back', async () => {
  const world = createWorld()
  const tab = await world.openTab()
  await tab.signIn(ADA)
  world.network.fail('/session/end', { kind: 'refused' })
  await tab.signOut()
  tab.kill()
  const next = await world.openTab()
  expect(next.state).toMatchObject({ status: 'signedOut', reason: 'requested' })

  world.network.mend()
  await next.online()

  expect(world.server.cookies.live()).toBe(0)
})

test('P13 a record that is read too late revives nothing whose sign-out waits', async () => {
  const world = createWorld()
  const tab = await world.openTab()
  await tab.signIn(ADA)
  world.network.fail('/session/end', { kind: 'refused' })
  await tab.signOut()
  tab.kill()

  world.storage.break('hangs')
  const opening = world.openTab()
  await world.advance(1)
  world.storage.break(undefined)
  const next = await opening
  await world.advance(seconds(10))

  expect(next.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
  world.network.mend()
  await next.online()
  expect(world.server.cookies.live()).toBe(0)
  expect(next.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
})

test('P13 a new sign-in drops the queued sign-out, and the next user stays signed in', async () => {
  const world = createWorld()
  const tab = await world.openTab()
  await tab.signIn(ADA)
  world.network.fail('/session/end', { kind: 'refused' })
  await tab.signOut()
  tab.kill()
  const next = await world.openTab()

  await next.signIn(GRACE)
  world.network.mend()
  await world.advance(minutes(5))

  expect(next.state).toMatchObject({ status: 'signedIn', user: GRACE })
  expect(world.server.cookies.live()).toBe(1)
})

test('P13 an answer that comes after the sign-out revives nothing', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})
  world.network.fail('/token/refresh', { kind: 'slow', when: 'after', ms: seconds(5) }, 1)
  tab.session.refresh().catch(() => {})
  await world.settled()

  await tab.signOut()
  await world.advance(seconds(10))

  expect(tab.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
  expect(world.server.tokens.live()).toBe(0)
})

test('P13 a restore that is answered after a sign-out elsewhere revives nothing', async () => {
  const world = createWorld()
  const first = await world.openTab()
  await first.signIn(ADA)
  world.network.fail('/session', { kind: 'slow', when: 'after', ms: seconds(5) }, 1)
  const late = await world.openTab()

  await first.signOut()
  await world.advance(seconds(10))

  expect(late.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
  expect(world.server.cookies.live()).toBe(0)
})

test('P14 another user signs in: every tab changes, and a request of the old user is aborted', async () => {
  const world = createWorld()
  const [first, second] = [await world.openTab(), await world.openTab()]
  await first.signIn(ADA)
  world.network.fail('/api/whoami', { kind: 'slow', when: 'before', ms: seconds(5) }, 1)
  const request = second.session.fetch('/api/whoami')
  request.catch(() => {})
  await world.settled()

  await first.signIn(GRACE)

  expect([first.state, second.state]).toMatchObject([{ user: GRACE }, { user: GRACE }])
  await expect(request).rejects.toMatchObject({ code: 'signed_out' })
  expect(second.events.filter((name) => name !== 'notice')).toEqual([
    'signedIn',
    'signedOut',
    'userChanged',
    'signedIn',
  ])
})

test('P14 the server refuses a request that means another session than the cookie, and the tab catches up', async () => {
  const world = createWorld({ without: ['channel'] })
  const [first, second] = [await world.openTab(), await world.openTab()]
  await first.signIn(ADA)
  await second.show()
  await world.settled()
  world.server.cookies.signIn(GRACE)

  const answer = second.session.fetch('/api/whoami')
  answer.catch(() => {})
  await world.settled()

  await expect(answer).rejects.toMatchObject({ code: 'signed_out' })
  expect(second.state).toMatchObject({ status: 'signedIn', user: GRACE })
})

test("P14 an app's own 409 means nothing to Latchkey", async () => {
  const world = createWorld()
  const tab = await world.openTab()
  await tab.signIn(ADA)

  const answer = await tab.session.fetch('/api/own-409')

  expect(answer.status).toBe(409)
  expect(tab.state).toMatchObject({ status: 'signedIn' })
})

test('P15 forged and broken messages change nothing', async () => {
  const world = createWorld()
  const tab = await world.openTab()
  await tab.signIn(ADA)
  const { state } = tab
  const key = keyOf(world)

  for (const message of [
    { v: 1, kind: 'signedOut', epoch: 'x' },
    { v: 99, kind: 'signedOut' },
    { v: 1, kind: '__proto__' },
    'signedOut',
    null,
    42,
    [],
  ]) {
    world.channels.forge(key, message)
    await world.settled()
  }

  expect(tab.state).toBe(state)
})

test('P15 messages hold no secret', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})
  await world.advance(minutes(5))
  await tab.signOut()

  expect(JSON.stringify(world.channels.said)).not.toMatch(/secret|Ada|u-ada/)
  expect(world.channels.said.length).toBeGreaterThan(0)
})

test('without a channel a sign-out is noticed at the next request', async () => {
  const world = createWorld({ without: ['channel'] })
  const [first, second] = [await world.openTab(), await world.openTab()]
  await first.signIn(ADA)
  await second.show()
  expect(second.state).toMatchObject({ status: 'signedIn' })
  await first.signOut()
  await world.advance(seconds(2))

  const answer = second.session.fetch('/api/whoami')
  answer.catch(() => {})
  await world.settled()

  await expect(answer).rejects.toMatchObject({ code: 'signed_out' })
  expect(second.events).toContain('notice')
})

test.each(['lock', 'store', 'channel'] as const)(
  'without a %s the session works in its tab and says so',
  async (missing) => {
    const world = createWorld({ without: [missing] })
    const tab = await world.openTab({ idle: {} })

    await tab.signIn(ADA)
    const answer = await tab.session.fetch('/api/whoami')
    await tab.session.refresh()
    await world.advance(minutes(15))

    expect(answer.status).toBe(200)
    expect(tab.state).toMatchObject({ status: 'signedOut', reason: 'idle' })
    expect(tab.events).toContain('notice')
  },
)

test.each(['throws', 'hangs'] as const)(
  'a store that %s leaves the session to its tab, and says so',
  async (how) => {
    const world = createWorld()
    world.storage.break(how)
    const opened = world.openTab()
    await world.advance(seconds(30))
    const tab = await opened

    const signedIn = tab.signIn(ADA)
    await world.advance(seconds(30))
    await signedIn

    expect(tab.state).toMatchObject({ status: 'signedIn' })
    expect(tab.events).toContain('notice')
  },
)

test.each([
  ['broken', { v: 1, epoch: 7 }],
  ['foreign', 'something else'],
  ['older', { v: 0, session: 'old' }],
])('a %s record is replaced, and nobody crashes', async (_name, record) => {
  const world = createWorld()
  world.server.cookies.signIn(ADA)
  world.storage.values.set('latchkey:/session', record)

  const tab = await world.openTab()

  expect(tab.state).toMatchObject({ status: 'signedIn', user: ADA })
  expect(world.storage.values.get('latchkey:/session')).toMatchObject({ v: 1, account: 'u-ada' })
})

test('a newer record is never written: that tab works alone', async () => {
  const world = createWorld()
  const newer = { v: 2, something: 'new' }
  world.server.cookies.signIn(ADA)
  world.storage.values.set('latchkey:/session', newer)

  const tab = await world.openTab()
  await tab.touch()

  expect(tab.state).toMatchObject({ status: 'signedIn', user: ADA })
  expect(world.storage.values.get('latchkey:/session')).toEqual(newer)
  expect(tab.events).toContain('notice')
})

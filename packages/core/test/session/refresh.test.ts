import { expect, test } from 'vitest'
import { ADA, createWorld, testCookie, type World } from '../../src/testing/index.js'
import { minutes, seconds } from '../durations.js'
import { sealedBearer, testBearer } from '../bearer-sessions.js'

const API = 'https://app.example.com/api/whoami'

async function settle<T>(world: World, promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  await world.settled()
  return promise
}

test('P1 three tabs with an expired cookie credential and ten calls each refresh once', async () => {
  const world = createWorld()
  const tabs = [await world.openTab(), await world.openTab(), await world.openTab()]
  await tabs[0]!.signIn(ADA)
  world.server.cookies.expire()
  world.server.limits.credentialMs = minutes(5)

  const calls = tabs.flatMap((tab) => Array.from({ length: 10 }, () => tab.session.fetch(API)))
  const answers = await settle(world, Promise.all(calls))

  expect(answers.map((answer) => answer.status)).toEqual(Array(30).fill(200))
  expect(world.network.count('POST /session/refresh')).toBe(1)
})

test('P1 sealed bearer: tabs share one grant, and one refresh serves them all', async () => {
  const world = createWorld()
  const first = await world.openTab(sealedBearer())
  await first.signIn(ADA, {})
  const [second, third] = [await world.openTab(sealedBearer()), await world.openTab(sealedBearer())]
  expect(second.state).toMatchObject({ status: 'signedIn', user: ADA })
  world.server.tokens.expire()

  const calls = [first, second, third].flatMap((tab) => [
    tab.session.fetch(API),
    tab.session.fetch(API),
  ])
  const answers = await settle(world, Promise.all(calls))

  expect(answers.map((answer) => answer.status)).toEqual(Array(6).fill(200))
  expect(world.server.tokens.counts).toMatchObject({ refreshes: 1, reuses: 0 })
  expect(first.session.sharedGrant).toBe(true)
})

test('P1 a refresh token in the cookie jar: every tab refreshes for itself, one after another', async () => {
  const world = createWorld()
  const options = () => ({ strategy: testBearer('cookie') })
  const first = await world.openTab(options())
  await first.signIn(ADA, { refresh: 'cookie' })
  const second = await world.openTab(options())
  expect(second.state).toMatchObject({ status: 'signedIn', user: ADA })
  const before = world.server.tokens.counts.refreshes
  world.server.tokens.expire()

  await settle(world, Promise.all([first, second].map((tab) => tab.session.fetch(API))))

  expect(world.server.tokens.counts).toMatchObject({ refreshes: before + 2, reuses: 0 })
  expect(first.session.sharedGrant).toBe(false)
})

test('P1 a refresh token in one tab only: a second tab signs in for itself, and both stay', async () => {
  const world = createWorld()
  const first = await world.openTab({ strategy: testBearer() })
  await first.signIn(ADA, {})
  const second = await world.openTab({ strategy: testBearer() })
  expect(second.state).toMatchObject({ status: 'signedOut', reason: 'never' })
  await second.signIn(ADA, {})
  world.server.tokens.expire()

  const calls = [first, second].map((tab) => tab.session.fetch(API))
  const answers = await settle(world, Promise.all(calls))

  expect(answers.map((answer) => answer.status)).toEqual([200, 200])
  expect(world.server.tokens.counts).toMatchObject({ refreshes: 2, reuses: 0 })
  expect(first.session.sharedGrant).toBe(false)
})

test('P1 a lost answer with a grace period at the server costs nobody the session', async () => {
  const world = createWorld()
  world.server.limits.graceMs = minutes(1)
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})
  world.network.fail('/token/refresh', { kind: 'dropped', when: 'after' }, 1)

  await expect(settle(world, tab.session.refresh())).rejects.toMatchObject({
    code: 'refresh_unavailable',
    retryable: true,
  })
  await world.advance(seconds(5))

  expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'ok' })
  expect(world.server.tokens.counts.reuses).toBe(0)
})

test('P2 an expired token is renewed before it is sent', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})
  await tab.hide()
  await world.advance(minutes(5))

  const answer = await settle(world, tab.session.fetch(API))

  expect(answer.status).toBe(200)
  expect(world.network.count('GET /api/whoami')).toBe(1)
  expect(world.server.tokens.counts.refreshes).toBe(1)
})

test('P2 a token that expired while the machine slept is not used', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})
  const before = await settle(world, tab.session.getToken())

  world.suspend(minutes(6))
  const after = await settle(world, tab.session.getToken())

  expect(after).not.toBe(before)
})

test('P3 an outage keeps the session, degraded, and it recovers by itself', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})
  world.network.fail('/token/refresh', { kind: 'status', status: 503 }, 3)

  await world.advance(minutes(4) + seconds(31))
  expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'degraded' })
  await world.advance(minutes(1))

  expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'ok' })
  expect(tab.events).toContain('recovered')
})

test('P3 an outage of an hour costs few requests', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})
  world.network.fail('/token/refresh', { kind: 'status', status: 503 })

  await world.advance(minutes(65))

  expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'degraded' })
  expect(world.network.count('POST /token/refresh')).toBeLessThan(140)
})

test('P3 Retry-After is kept to, also when the page is shown again', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})
  world.network.fail('/token/refresh', { kind: 'status', status: 429, retryAfter: '30' }, 1)
  await world.advance(minutes(4) + seconds(45))
  expect(world.network.count('POST /token/refresh')).toBe(1)

  await tab.show()
  await world.advance(seconds(14))
  expect(world.network.count('POST /token/refresh')).toBe(1)
  await world.advance(seconds(20))

  expect(world.network.count('POST /token/refresh')).toBe(2)
  expect(tab.state).toMatchObject({ connection: 'ok' })
})

test('P3 offline it is tried again at once when the network comes back', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})
  world.network.offline(true)
  await world.advance(minutes(60))
  await tab.touch()
  expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'degraded' })

  world.network.offline(false)
  await tab.online()

  expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'ok' })
})

test('P3 a refusal ends the session in every tab', async () => {
  const world = createWorld()
  const tabs = [await world.openTab(sealedBearer()), await world.openTab(sealedBearer())]
  await tabs[0]!.signIn(ADA, {})
  world.server.tokens.endAll()

  await expect(settle(world, tabs[1]!.session.refresh())).rejects.toMatchObject({
    code: 'refresh_rejected',
  })

  const ended = { status: 'signedOut', reason: 'rejected' }
  expect(tabs.map((tab) => tab.state)).toMatchObject([ended, ended])
})

test('P4 a tab frozen during its refresh delays the others by ten seconds at most', async () => {
  const world = createWorld()
  const first = await world.openTab(sealedBearer())
  await first.signIn(ADA, {})
  const second = await world.openTab(sealedBearer())
  world.network.fail('/token/refresh', { kind: 'slow', when: 'before', ms: seconds(3) }, 1)
  world.server.tokens.expire()
  first.session.refresh().catch(() => {})
  await world.settled()
  first.freeze()

  const answer = second.session.fetch(API)
  answer.catch(() => {})
  await world.advance(seconds(11))
  await first.thaw()

  // The frozen tab's request did rotate: without a grace period at the server the family is gone, and both know it.
  await expect(settle(world, answer)).rejects.toMatchObject({ code: 'signed_out' })
  expect(first.state).toMatchObject({ status: 'signedOut', reason: 'rejected' })
})

test('P4 a tab killed before its request was sent costs the others nothing', async () => {
  const world = createWorld()
  const first = await world.openTab(sealedBearer())
  await first.signIn(ADA, {})
  const second = await world.openTab(sealedBearer())
  world.network.fail('/token/refresh', { kind: 'slow', when: 'before', ms: seconds(60) }, 1)
  world.server.tokens.expire()
  first.session.refresh().catch(() => {})
  await world.settled()
  first.kill()

  const answer = await settle(world, second.session.fetch(API))

  expect(answer.status).toBe(200)
})

test('P4 a refresh is given up after eight seconds and tried again', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})
  world.network.fail('/token/refresh', { kind: 'slow', when: 'before', ms: minutes(10) }, 1)

  const refreshed = tab.session.refresh().then(
    () => 'done',
    () => 'given up',
  )
  await world.advance(seconds(8))

  expect(await refreshed).toBe('given up')
  await world.advance(seconds(3))
  expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'ok' })
})

test.each([true, false])(
  'P4 a robbed holder commits nothing, whether it hears of it in time (%s) or not',
  async (tellsRobbed) => {
    const world = createWorld()
    world.locks.tellsRobbed = tellsRobbed
    world.server.limits.graceMs = minutes(1)
    const first = await world.openTab(sealedBearer())
    await first.signIn(ADA, {})
    const second = await world.openTab(sealedBearer())
    world.network.fail('/token/refresh', { kind: 'slow', when: 'after', ms: seconds(3) }, 1)
    first.session.refresh().catch(() => {})
    await world.settled()
    first.freeze()
    second.session.refresh().catch(() => {})
    await world.advance(seconds(11))
    await world.settled()
    const committed = await second.session.getToken()

    await first.thaw()
    await world.advance(minutes(1))

    expect(await first.session.getToken()).toBe(committed)
    expect((await world.openTab(sealedBearer())).state).toMatchObject({ status: 'signedIn' })
    expect(world.server.tokens.counts.reuses).toBe(0)
  },
)

test('P4 a queue of slow refreshes robs nobody', async () => {
  const world = createWorld()
  const options = () => ({ strategy: testBearer('cookie') })
  const tabs = [await world.openTab(options())]
  await tabs[0]!.signIn(ADA, { refresh: 'cookie' })
  while (tabs.length < 6) tabs.push(await world.openTab(options()))
  const before = world.server.tokens.counts.refreshes
  world.network.fail('/token/refresh', { kind: 'slow', when: 'before', ms: seconds(4) })

  const done = Promise.all(tabs.map((tab) => tab.session.refresh()))
  await world.advance(seconds(30))
  await done

  expect(world.server.tokens.counts).toMatchObject({ refreshes: before + 6, reuses: 0 })
})

test('P5 fifty requests that are refused refresh once and succeed', async () => {
  const world = createWorld()
  const tab = await world.openTab()
  await tab.signIn(ADA)
  world.server.cookies.expire()
  world.server.limits.credentialMs = minutes(5)

  const calls = Array.from({ length: 50 }, () => tab.session.fetch(API))
  const answers = await settle(world, Promise.all(calls))

  expect(answers.every((answer) => answer.ok)).toBe(true)
  expect(world.network.count('POST /session/refresh')).toBe(1)
})

test('P5 a 401 that a refresh does not cure is returned, and asked for no second refresh', async () => {
  const world = createWorld()
  const tab = await world.openTab()
  await tab.signIn(ADA)

  for (let call = 0; call < 5; call++) {
    const answer = await settle(world, tab.session.fetch('/api/always-401'))
    expect(answer.status).toBe(401)
  }

  expect(world.network.count('POST /session/refresh')).toBe(1)
})

test('P10 an idle user refreshes nothing more, so the server can end the session', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})

  await world.advance(minutes(60))
  expect(world.server.tokens.counts.refreshes).toBe(1)
  await tab.touch()

  expect(world.server.tokens.counts.refreshes).toBe(2)
})

test('P21 a background refresh changes nothing that a component shows', async () => {
  const world = createWorld()
  const tab = await world.openTab({ strategy: testCookie() })
  await tab.signIn(ADA)
  const { state } = tab
  const changes = tab.changes()

  await settle(world, tab.session.refresh())
  await tab.hide()
  await tab.show()
  await tab.touch()

  expect(tab.state).toBe(state)
  expect(tab.changes()).toBe(changes)
  expect(tab.events).toContain('refreshed')
})

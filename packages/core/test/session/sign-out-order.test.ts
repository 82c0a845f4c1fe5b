import { expect, test } from 'vitest'
import { inThisRealm } from '../../src/in-this-realm.js'
import { bearerStrategy } from '../../src/strategies/bearer.js'
import { ADA, createWorld, GRACE } from '../../src/testing/index.js'
import { sealedBearer, testBearer } from '../bearer-sessions.js'
import { minutes, seconds } from '../durations.js'

test('P13 when a sign-out resolves the credential is gone from where it was kept', async () => {
  const world = createWorld()
  const strategy = bearerStrategy({
    signIn: { url: '/token/sign-in' },
    refresh: { url: '/token/refresh' },
    end: { url: '/token/end' },
  })
  const tab = await world.openTab({ strategy: inThisRealm(strategy) })
  await tab.signIn(ADA, {})
  const { id } = tab.state as { id: string }
  expect(strategy.token(id)).toMatch(/secret/)

  await tab.session.signOut()

  expect(strategy.token(id)).toBe(undefined)
})

test('P15 a sign-out is told when it can be read, not before', async () => {
  let storeMs = 0
  const world = createWorld({ pace: (hop) => (hop === 'store' ? storeMs : 0) })
  const during = async <T>(work: Promise<T>): Promise<T> => {
    await world.advance(seconds(1))
    return work
  }
  const first = await during(world.openTab(sealedBearer()))
  await during(first.session.signIn({ user: 'ada' }))
  const second = await during(world.openTab(sealedBearer()))
  storeMs = 500

  const leaving = first.session.signOut()
  await world.advance(1)
  storeMs = 0
  await world.advance(400)
  expect(second.state).toMatchObject({ status: 'signedIn' })
  await during(leaving)

  expect(second.state).toMatchObject({ status: 'signedOut', origin: 'elsewhere' })
})

test('P13 a sign-out here does not touch a newer sign-in of which this tab has not heard', async () => {
  const world = createWorld({ without: ['channel'] })
  const [first, second] = [await world.openTab(sealedBearer()), await world.openTab(sealedBearer())]
  await first.signIn(ADA, {})
  await second.signIn(GRACE, {})

  await first.signOut()
  await second.show()

  expect(first.state).toMatchObject({ status: 'signedOut' })
  expect(second.state).toMatchObject({ status: 'signedIn', user: GRACE })
  expect((await world.openTab(sealedBearer())).state).toMatchObject({ user: GRACE })
})

test('P13 a sign-out calls off a sign-in that is under way', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  world.network.fail('/token/sign-in', { kind: 'slow', when: 'after', ms: seconds(3) }, 1)
  const signingIn = tab.session.signIn({ user: 'ada' })
  signingIn.catch(() => {})
  await world.settled()

  await tab.signOut()
  await world.advance(seconds(5))

  await expect(signingIn).rejects.toMatchObject({ code: 'sign_in_failed' })
  expect(tab.state).toMatchObject({ status: 'signedOut' })
})

test('P11 a queued sign-out is sent by one of many tabs', async () => {
  const world = createWorld()
  const tab = await world.openTab()
  await tab.signIn(ADA)
  world.network.offline(true)
  await tab.signOut()
  const others = [await world.openTab(), await world.openTab(), await world.openTab()]
  world.network.offline(false)
  world.network.fail('/session/end', { kind: 'slow', when: 'before', ms: seconds(1) })

  await Promise.all([tab, ...others].map((each) => each.online()))
  await world.advance(seconds(9))

  expect(world.network.count('POST /session/end')).toBe(1)
  expect(world.server.cookies.live()).toBe(0)
})

test('P13 a new sign-in is found by the next tab, although an older sign-out still waits for its server', async () => {
  const world = createWorld()
  const tab = await world.openTab()
  await tab.signIn(ADA)
  world.network.fail('/session/end', { kind: 'refused' })
  await tab.signOut()
  await tab.signIn(GRACE)

  const next = await world.openTab()
  await world.advance(minutes(1))

  expect([tab.state, next.state]).toMatchObject([{ user: GRACE }, { user: GRACE }])
})

test('P13 a sign-in waits for a sign-out that is on its way, whose answer clears the cookie', async () => {
  const world = createWorld()
  const open = () => world.openTab({ strategy: testBearer('cookie') })
  const [leaving, coming] = [await open(), await open()]
  await leaving.signIn(ADA, { refresh: 'cookie' })
  world.network.fail('/token/end', { kind: 'slow', when: 'after', ms: seconds(3) }, 1)

  const signingOut = leaving.session.signOut()
  await world.settled()
  const signingIn = coming.session.signIn({ user: 'grace', refresh: 'cookie' })
  await world.advance(seconds(4))
  await Promise.all([signingOut, signingIn])

  expect(coming.state).toMatchObject({ status: 'signedIn', user: GRACE })
  expect((await open()).state).toMatchObject({ user: GRACE })
})

import { expect, test } from 'vitest'
import { ADA, createWorld, GRACE } from '../../src/testing/index.js'
import { sealedBearer, testBearer } from '../bearer-sessions.js'
import { seconds } from '../durations.js'

const LATE = { kind: 'slow', when: 'after', ms: seconds(3) } as const

test('P13 an answer that comes after another user signed in is discarded, and its family revoked', async () => {
  const world = createWorld({ without: ['channel'] })
  const [first, second] = [await world.openTab(sealedBearer()), await world.openTab(sealedBearer())]
  await first.signIn(ADA, {})
  world.network.fail('/token/refresh', LATE, 1)
  first.session.refresh().catch(() => {})
  await world.settled()

  await second.signIn(GRACE, {})
  await world.advance(seconds(5))

  expect([first.state, second.state]).toMatchObject([{ user: GRACE }, { user: GRACE }])
  expect(world.server.tokens.live()).toBe(1)
})

test('P13 a tab whose answer comes after a sign-out that it did not hear of is signed out, too', async () => {
  const world = createWorld({ without: ['channel'] })
  const own = () => ({ strategy: testBearer() })
  const [first, second] = [await world.openTab(own()), await world.openTab(own())]
  await first.signIn(ADA, {})
  await second.signIn(ADA, {})
  world.network.fail('/token/refresh', LATE, 1)
  first.session.refresh().catch(() => {})
  await world.settled()

  await second.signOut()
  await world.advance(seconds(5))

  expect(first.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
  expect(world.server.tokens.live()).toBe(0)
})

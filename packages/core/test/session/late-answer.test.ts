import { expect, test } from 'vitest'
import { ADA, createWorld } from '../../src/testing/index.js'
import { sealedBearer, testBearer } from '../bearer-sessions.js'
import { minutes, seconds } from '../durations.js'

const SLOW = { kind: 'slow', when: 'after', ms: seconds(1) } as const

/** A browser that is late to tell a holder that its lock was taken, and a server with a grace period. */
function lateWorld() {
  const world = createWorld()
  world.locks.tellsRobbed = false
  world.server.limits.graceMs = minutes(2)
  return world
}

test('P4 a robbed holder whose answer comes with the thaw commits nothing, and takes what the robber got', async () => {
  const world = lateWorld()
  const frozen = await world.openTab(sealedBearer())
  await frozen.signIn(ADA, {})
  const robber = await world.openTab(sealedBearer())
  world.network.fail('/token/refresh', SLOW, 1)
  frozen.session.refresh().catch(() => {})
  await world.settled()
  frozen.freeze()
  const refreshing = robber.session.refresh()
  await world.advance(seconds(11))
  await refreshing

  await frozen.thaw()
  await world.settled()

  expect(await frozen.session.getToken()).toBe(await robber.session.getToken())
  world.server.limits.graceMs = 0
  await frozen.session.refresh()
  await robber.session.refresh()
  expect(world.server.tokens.counts.reuses).toBe(0)
})

test('P4 a refresh that was robbed while its tab was frozen ends well: with what the robber got', async () => {
  const world = createWorld()
  const frozen = await world.openTab(sealedBearer())
  await frozen.signIn(ADA, {})
  const robber = await world.openTab(sealedBearer())
  world.network.fail('/token/refresh', { kind: 'slow', when: 'before', ms: minutes(2) }, 1)
  const robbed = frozen.session.refresh()
  await world.settled()
  frozen.freeze()
  const refreshing = robber.session.refresh()
  await world.advance(seconds(11))
  await refreshing

  await frozen.thaw()
  await robbed

  expect(frozen.state).toMatchObject({ status: 'signedIn', connection: 'ok' })
  expect(await frozen.session.getToken()).toBe(await robber.session.getToken())
})

test('P4 a start that was robbed leaves the mark of the one who is at it now', async () => {
  const world = lateWorld()
  const each = { strategy: testBearer('cookie') }
  const robber = await world.openTab(each)
  await robber.signIn(ADA, { refresh: 'cookie' })
  world.network.fail('/token/refresh', SLOW, 1)
  const starting = await world.openTab(each)
  starting.freeze()
  world.network.fail('/token/refresh', { ...SLOW, ms: seconds(5) }, 1)
  robber.session.refresh().catch(() => {})
  await world.advance(seconds(11))
  const intent = () =>
    (world.storage.values.get([...world.storage.values.keys()][0]!) as { refresh: unknown }).refresh
  const before = intent()

  await starting.thaw()
  await world.settled()

  expect(before).toMatchObject({ owner: expect.any(String) })
  expect(intent()).toEqual(before)
})

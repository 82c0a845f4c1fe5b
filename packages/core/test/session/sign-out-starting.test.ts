import { expect, test } from 'vitest'
import { createSessionWith } from '../../src/create-session.js'
import { ADA, createWorld, testCookie, type World } from '../../src/testing/index.js'
import { minutes, seconds } from '../durations.js'

function openPage(world: World) {
  const { ports, lifecycle } = world.openPage()
  const session = createSessionWith(ports, { strategy: testCookie(), name: 'notes' })
  return { session, lifecycle }
}

test('P13 a sign-out that is asked for before anybody knows who is there signs out whoever is', async () => {
  const world = createWorld()
  world.server.cookies.signIn(ADA)
  world.network.fail('/session', { kind: 'slow', when: 'after', ms: seconds(1) }, 1)
  const { session } = openPage(world)

  const leaving = session.signOut()
  await world.advance(seconds(2))
  await leaving

  expect(session.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
  expect(world.server.cookies.live()).toBe(0)
})

test('P13 without a server to ask, a sign-out at the start is queued for whom the record shows', async () => {
  const world = createWorld()
  const before = openPage(world)
  await world.settled()
  world.server.cookies.signIn(ADA)
  await before.session.signIn()
  before.session.dispose()
  world.network.offline(true)
  const { session, lifecycle } = openPage(world)

  const leaving = session.signOut()
  await world.advance(seconds(10))
  await leaving
  world.network.offline(false)
  lifecycle.happen('online')
  await world.advance(minutes(2))

  expect(session.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
  expect(world.server.cookies.live()).toBe(0)
})

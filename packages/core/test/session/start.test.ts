import { expect, test } from 'vitest'
import { seconds } from '../durations.js'
import { ADA, createWorld } from '../../src/testing/index.js'

test('a visitor who is not signed in is known after one request', async () => {
  const world = createWorld()

  const tab = await world.openTab()

  expect(tab.state).toEqual({ status: 'signedOut', reason: 'never', origin: 'here' })
  expect(world.network.log).toHaveLength(1)
})

test('a session of the cookie jar is found at the start', async () => {
  const world = createWorld()
  world.server.cookies.signIn(ADA)

  const tab = await world.openTab()

  expect(tab.state).toMatchObject({ status: 'signedIn', user: ADA, idle: 'active' })
})

test('signing in reaches the other tab', async () => {
  const world = createWorld()
  const [first, second] = [await world.openTab(), await world.openTab()]

  await first.signIn(ADA)

  expect(first.state).toMatchObject({ status: 'signedIn', user: ADA })
  expect(second.state).toMatchObject({ status: 'signedIn', user: ADA })
})

test('P13 signing out in one tab reaches every tab and the server', async () => {
  const world = createWorld()
  const [first, second] = [await world.openTab(), await world.openTab()]
  await first.signIn(ADA)

  await first.signOut()

  expect(first.state).toEqual({ status: 'signedOut', reason: 'requested', origin: 'here' })
  expect(second.state).toEqual({ status: 'signedOut', reason: 'requested', origin: 'elsewhere' })
  expect(world.server.cookies.live()).toBe(0)
  expect(world.network.count('POST /session/end')).toBe(1)
})

test('P3 a sign-in while the start still looks for a session stands, whatever the start finds', async () => {
  const world = createWorld()
  world.network.fail('/session', { kind: 'slow', when: 'after', ms: seconds(5) }, 1)
  const tab = await world.openTab()

  await tab.signIn(ADA)
  await world.advance(seconds(6))

  expect(tab.state).toMatchObject({ status: 'signedIn' })
  expect(tab.events).toEqual(['signedIn'])
})

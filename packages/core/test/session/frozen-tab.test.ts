import { expect, test } from 'vitest'
import { createSessionWith } from '../../src/create-session.js'
import { ADA, createWorld, testCookie } from '../../src/testing/index.js'
import { sealedBearer } from '../bearer-sessions.js'
import { minutes, seconds } from '../durations.js'

const idle = { timeoutMs: minutes(15), warningMs: minutes(1) }
const STEP_MS = 10

test('P21 a tab that slept through a new sign-in of its user shows no end in between', async () => {
  const world = createWorld()
  const first = await world.openTab({ idle })
  await first.signIn(ADA)
  const second = await world.openTab({ idle })
  first.freeze()
  await world.advance(idle.timeoutMs - minutes(1))
  await second.signIn(ADA)

  await world.advance(minutes(2))
  await first.thaw()

  expect(first.events).not.toContain('signedOut')
  expect(first.state).toMatchObject({ status: 'signedIn', id: (second.state as { id: string }).id })
})

test('P1 a tab that was robbed of the lock while frozen sends nothing when it goes on, and keeps the store', async () => {
  const world = createWorld({ pace: () => STEP_MS })
  const first = await world.openTab(sealedBearer())
  const second = await world.openTab(sealedBearer())
  void first.session.signIn({ user: 'ada' })
  await world.advance(seconds(1))
  void first.session.refresh()
  await world.advance(5 * STEP_MS)
  first.freeze()
  void second.session.refresh()
  await world.advance(seconds(30))

  void first.thaw()
  await world.advance(seconds(30))

  expect(world.server.tokens.counts).toMatchObject({ refreshes: 1, reuses: 0 })
  expect(first.events).not.toContain('notice')
})

test('P4 a refusal of which a frozen tab hears long after is asked for again', async () => {
  const world = createWorld()
  const other = await world.openTab()
  const { ports, life } = world.openPage()
  world.network.fail('/session', { kind: 'slow', when: 'after', ms: seconds(3) }, 1)
  const session = createSessionWith(ports, { strategy: testCookie(), name: 'notes' })
  await world.settled()
  life.freeze()
  await other.signIn(ADA)
  await world.advance(minutes(1))
  world.storage.values.clear()

  life.thaw()
  await world.advance(seconds(9))

  expect(session.state).toMatchObject({ status: 'signedIn', user: ADA })
})

import { expect, test } from 'vitest'
import { ADA, createWorld } from '../../src/testing/index.js'
import { sealedBearer } from '../bearer-sessions.js'

test('P1 sealed tokens are gone with the site: what a tab remembers of them may be spent, and is not sent', async () => {
  const world = createWorld()
  const first = await world.openTab(sealedBearer())
  await first.signIn(ADA, {})
  const second = await world.openTab(sealedBearer())
  await first.session.refresh()

  world.storage.values.clear()
  await expect(second.session.refresh()).rejects.toMatchObject({ code: 'signed_out' })
  await world.settled()

  expect(second.state).toMatchObject({ status: 'signedOut', reason: 'rejected' })
  expect(first.state).toMatchObject({ status: 'signedOut', reason: 'rejected' })
  expect(world.server.tokens.counts).toMatchObject({ refreshes: 1, reuses: 0 })
})

test('a cookie session outlives a cleared site: nothing fails, and the tabs have a record again', async () => {
  const world = createWorld()
  const first = await world.openTab()
  await first.signIn(ADA)
  const second = await world.openTab()

  world.storage.values.clear()
  await first.session.refresh()
  await second.session.refresh()
  await first.signOut()
  await world.settled()

  expect(second.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
})

test('P13 a tab that slept through a sign-in and a clearing hears of the session when it is renewed', async () => {
  const world = createWorld()
  const [awake, asleep] = [await world.openTab(), await world.openTab()]
  asleep.freeze()
  await awake.signIn(ADA)
  world.storage.values.clear()
  await asleep.thaw()
  expect(asleep.state).toMatchObject({ status: 'signedOut' })

  await awake.session.refresh()
  await world.settled()

  expect(asleep.state).toMatchObject({ status: 'signedIn', user: ADA })
})

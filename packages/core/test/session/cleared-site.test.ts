import { expect, test } from 'vitest'
import { ADA, createWorld } from '../../src/testing/index.js'
import { sealedBearer } from '../bearer-sessions.js'

test('P1 tabs that share sealed tokens go on sharing them when the site was cleared', async () => {
  const world = createWorld()
  const first = await world.openTab(sealedBearer())
  await first.signIn(ADA, {})
  const second = await world.openTab(sealedBearer())

  world.storage.values.clear()
  await first.session.refresh()
  await second.session.refresh()

  expect(await second.session.getToken()).toBe(await first.session.getToken())
  expect(world.server.tokens.counts.reuses).toBe(0)
  expect((await world.openTab(sealedBearer())).state).toMatchObject({ user: ADA })
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

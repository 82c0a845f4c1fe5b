import { expect, test } from 'vitest'
import { ADA, createWorld, GRACE } from '../../src/testing/index.js'
import { sealedBearer, testBearer } from '../bearer-sessions.js'
import { hours, minutes, seconds } from '../durations.js'

const idle = { timeoutMs: minutes(15), warningMs: minutes(1) }
const STEP_MS = 10
const paced = () => createWorld({ pace: () => STEP_MS })

test('two sign-ins at once in one tab leave it with tokens', async () => {
  const world = createWorld()
  const tab = await world.openTab({ strategy: testBearer() })

  await Promise.all([tab.session.signIn({ user: 'ada' }), tab.session.signIn({ user: 'ada' })])

  expect((await tab.session.fetch('/api/whoami')).status).toBe(200)
})

test('P7 a sign-in is no continuation of one that had become idle while no tab was there', async () => {
  const world = createWorld()
  const first = await world.openTab({ strategy: testBearer(), idle })
  await first.signIn(ADA, {})
  first.kill()
  const second = await world.openTab({ strategy: testBearer(), idle })
  await world.advance(idle.timeoutMs)

  await second.signIn(ADA, {})
  await world.advance(minutes(1))

  expect(second.state).toMatchObject({ status: 'signedIn', idle: 'active' })
})

test('P13 a page that is left right after a sign-out has told the others', async () => {
  const world = paced()
  const first = await world.openTab()
  const second = await world.openTab()
  world.server.cookies.signIn(ADA)
  void first.session.signIn()
  await world.advance(seconds(1))

  void first.session.signOut()
  await world.advance(STEP_MS)
  first.kill()
  await world.advance(seconds(1))

  expect(second.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
})

test('P13 a sign-out reaches every tab although the site was cleared', async () => {
  const world = createWorld()
  const first = await world.openTab()
  await first.signIn(ADA)
  const second = await world.openTab()
  world.storage.values.clear()

  await first.signOut()
  await world.settled()

  expect(second.state).toMatchObject({ status: 'signedOut', reason: 'requested' })
  expect(world.server.cookies.live()).toBe(0)
})

test('P14 a request that was begun for one user does not go on for the next one', async () => {
  const world = createWorld({ pace: (hop) => (hop === 'channel' ? seconds(1) : STEP_MS) })
  const first = await world.openTab()
  const second = await world.openTab()
  world.server.cookies.signIn(ADA)
  void first.session.signIn()
  await world.advance(seconds(5))
  world.server.cookies.signIn(GRACE)
  void first.session.signIn()
  await world.advance(seconds(1) / 2)

  const call = second.session.fetch('/api/whoami').catch(({ code }: { code: string }) => code)
  await world.advance(seconds(5))

  expect(await call).toBe('signed_out')
  expect(second.state).toMatchObject({ user: GRACE })
})

test('P14 a session that a refresh finds under another name is another sign-in, in every tab', async () => {
  const world = createWorld()
  const first = await world.openTab()
  await first.signIn(ADA)
  const second = await world.openTab()
  const { id } = second.state as { id: string }

  world.server.cookies.signIn(ADA)
  await first.session.refresh()
  await world.settled()

  expect(second.state).toMatchObject({ status: 'signedIn', user: ADA })
  expect(second.state).not.toMatchObject({ id })
})

test('P1 beside a newer version that keeps the sealed tokens an older one spends none', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})
  for (const [key, record] of world.storage.values) {
    world.storage.values.set(key, { ...(record as object), v: 2 })
  }

  await expect(tab.session.refresh()).rejects.toMatchObject({ code: 'refresh_unavailable' })

  expect(world.server.tokens.counts.refreshes).toBe(0)
  expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'degraded' })
})

test('P1 a newer version that takes the record over while an older one begins a refresh keeps it from spending', async () => {
  const world = createWorld({ pace: () => 10 })
  const opening = world.openTab(sealedBearer())
  await world.advance(seconds(1))
  const tab = await opening
  void tab.session.signIn({ user: 'ada' })
  await world.advance(seconds(1))

  const refreshing = tab.session.refresh()
  refreshing.catch(() => {})
  // The record was read, the intent is not written yet.
  await world.advance(60)
  for (const [key, record] of world.storage.values) {
    expect(record).toMatchObject({ refresh: 'rest' })
    world.storage.values.set(key, { ...(record as object), v: 2 })
  }
  await world.advance(seconds(1))

  await expect(refreshing).rejects.toMatchObject({ code: 'refresh_unavailable' })
  expect(world.server.tokens.counts.refreshes).toBe(0)
})

test('P3 after a clock jumped ahead a retry waits for no timer that was set before', async () => {
  const world = createWorld()
  world.server.limits.credentialMs = minutes(30)
  const tab = await world.openTab()
  await tab.signIn(ADA)
  world.timeline.setWall(hours(1))
  world.network.fail('/session/refresh', { kind: 'status', status: 503 }, 1)

  await tab.session.refresh().catch(() => {})
  await tab.touch()
  await world.advance(seconds(5))

  expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'ok' })
})

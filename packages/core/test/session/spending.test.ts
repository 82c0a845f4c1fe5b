import { expect, test } from 'vitest'
import { ADA, createWorld, type World } from '../../src/testing/index.js'
import { sealedBearer } from '../bearer-sessions.js'
import { minutes, seconds } from '../durations.js'

const API = '/api/whoami'
const LATE = { kind: 'slow', when: 'after', ms: minutes(1) } as const

function sent({ network }: World): number {
  return network.count('POST /token/refresh')
}

/** The mark of a refresh under way, as all tabs see it. */
function intent({ storage }: World): unknown {
  const [record] = [...storage.values.values()] as { refresh: unknown }[]
  return record?.refresh
}

/** A world whose storage takes a tenth of a second for each step. */
async function slowStorage() {
  const world = createWorld({ pace: (hop) => (hop === 'store' ? 100 : 0) })
  const during = async <T>(work: Promise<T>): Promise<T> => {
    work.catch(() => {})
    await world.advance(seconds(2))
    return work
  }
  const tab = await during(world.openTab(sealedBearer()))
  await during(tab.session.signIn({ user: 'ada' }))
  return { world, tab, during }
}

test('P1 nothing is spent before the record says that it will be', async () => {
  const { world, tab } = await slowStorage()

  tab.session.refresh().catch(() => {})
  while (intent(world) === 'rest') {
    expect(sent(world)).toBe(0)
    await world.advance(1)
  }
  await world.advance(seconds(1))

  expect(sent(world)).toBe(1)
})

test('P1 the mark of a lost answer stays, and goes with the next answer', async () => {
  const world = createWorld()
  world.server.limits.graceMs = minutes(1)
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})
  world.network.fail('/token/refresh', { kind: 'dropped', when: 'after' }, 1)

  tab.session.refresh().catch(() => {})
  await world.settled()
  expect(intent(world)).toMatchObject({ owner: expect.any(String) })
  await world.advance(seconds(2))

  expect(sent(world)).toBe(2)
  expect(intent(world)).toBe('rest')
})

test('P1 the mark of an answer that gave nothing goes with it', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})
  world.network.fail('/token/refresh', { kind: 'status', status: 429, retryAfter: '30' }, 1)

  tab.session.refresh().catch(() => {})
  await world.settled()

  expect(intent(world)).toBe('rest')
})

test('P1 a tab that was frozen between its mark and its request looks again, and sends nothing', async () => {
  const { world, tab, during } = await slowStorage()
  world.locks.tellsRobbed = false
  const robber = await during(world.openTab(sealedBearer()))
  tab.session.refresh().catch(() => {})
  while (intent(world) === 'rest') await world.advance(1)
  tab.freeze()
  const refreshing = robber.session.refresh()
  await world.advance(seconds(12))
  await refreshing
  expect(sent(world)).toBe(1)

  const thawing = tab.thaw()
  await world.advance(seconds(3))
  await thawing

  expect(sent(world)).toBe(1)
  expect(world.server.tokens.counts.reuses).toBe(0)
  expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'ok' })
})

test('P1 a tab that finds a newer version between its mark and its request sends nothing', async () => {
  const { world, tab } = await slowStorage()
  tab.session.refresh().catch(() => {})
  while (intent(world) === 'rest') await world.advance(1)
  tab.freeze()
  for (const [key, record] of world.storage.values) {
    world.storage.values.set(key, { ...(record as object), v: 2 })
  }
  await world.advance(seconds(12))

  const thawing = tab.thaw()
  await world.advance(seconds(3))
  await thawing

  expect(sent(world)).toBe(0)
  expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'degraded' })
})

test('P4 of many tabs that wait for a frozen one a single one takes its lock', async () => {
  // Each step is a task of its own, so all of them find out in the same moment.
  const world = createWorld({ pace: () => 0 })
  const during = async <T>(work: Promise<T>): Promise<T> => {
    await world.advance(0)
    return work
  }
  world.server.limits.graceMs = minutes(1)
  const frozen = await during(world.openTab(sealedBearer()))
  await during(frozen.session.signIn({ user: 'ada' }))
  const others = [1, 2, 3, 4].map(() => world.openTab(sealedBearer()))
  const tabs = await during(Promise.all(others))
  world.network.fail('/token/refresh', LATE, 1)
  frozen.session.refresh().catch(() => {})
  await world.advance(0)
  frozen.freeze()

  const refreshing = tabs.map(({ session }) => session.refresh())
  await world.advance(seconds(11))
  await Promise.all(refreshing)

  expect(world.locks.robbed).toHaveLength(1)
  expect(sent(world)).toBe(2)
})

test('P2 what another tab renewed is not taken over when it has expired since', async () => {
  const world = createWorld()
  const first = await world.openTab(sealedBearer())
  await first.signIn(ADA, {})
  const second = await world.openTab(sealedBearer())
  await second.hide()
  await first.session.refresh()
  first.kill()
  await world.advance(minutes(6))

  const answer = await second.session.fetch(API)

  expect(answer.status).toBe(200)
  expect(world.network.count(`GET ${API}`)).toBe(1)
})

test('P3 requests of the app do not ask a server that is given time', async () => {
  const world = createWorld()
  const tab = await world.openTab(sealedBearer())
  await tab.signIn(ADA, {})
  await tab.hide()
  await world.advance(minutes(6))
  world.network.fail('/token/refresh', { kind: 'status', status: 503 })

  for (let call = 0; call < 5; call++) {
    await expect(tab.session.fetch(API)).rejects.toMatchObject({ code: 'refresh_unavailable' })
  }

  expect(sent(world)).toBe(1)
})

import { expect, test } from 'vitest'
import { ADA, createWorld, type World } from '../../src/testing/index.js'
import { sealedBearer, testBearer } from '../bearer-sessions.js'
import { minutes, seconds } from '../durations.js'

const LOST = { kind: 'dropped', when: 'after' } as const
const LATE = { kind: 'slow', when: 'after', ms: minutes(1) } as const

// The world's cookie jar gets its cookies from the server itself, so none is ever lost there; the fault matrix of the playground
// loses a refresh cookie for real.
const WAYS = {
  sealed: sealedBearer,
  'one tab only': () => ({ strategy: testBearer() }),
}
const NAMES = Object.keys(WAYS) as (keyof typeof WAYS)[]

async function signedIn(name: keyof typeof WAYS, graceMs: number) {
  const world = createWorld()
  world.server.limits.graceMs = graceMs
  const tab = await world.openTab(WAYS[name]())
  await tab.signIn(ADA, {})
  return { world, tab }
}

/** When refreshes were sent, in milliseconds since the first one. */
function sentAt({ network }: World): number[] {
  const times = network.log.filter(({ line }) => line === 'POST /token/refresh').map(({ at }) => at)
  return times.map((at) => at - (times[0] ?? 0))
}

test.each(NAMES)(
  'P1 %s: a server with a grace period answers the second request, and nobody notices',
  async (name) => {
    const { world, tab } = await signedIn(name, minutes(1))
    world.network.fail('/token/refresh', LOST, 1)

    tab.session.refresh().catch(() => {})
    await world.advance(seconds(2))

    expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'ok' })
    expect(sentAt(world)).toEqual([0, seconds(1)])
    expect(world.server.tokens.counts.reuses).toBe(0)
  },
)

test.each(NAMES)(
  'P1 %s: a strict server ends the session at the second request, and there is no third',
  async (name) => {
    const { world, tab } = await signedIn(name, 0)
    world.network.fail('/token/refresh', LOST, 1)

    tab.session.refresh().catch(() => {})
    await world.advance(minutes(10))

    expect(tab.state).toEqual({ status: 'signedOut', reason: 'rejected', origin: 'server' })
    expect(sentAt(world)).toEqual([0, seconds(1)])
    expect(world.server.tokens.counts.reuses).toBe(1)
  },
)

test.each(NAMES)(
  'P1 %s: an answer that takes too long is given up before the token is sent again',
  async (name) => {
    const { world, tab } = await signedIn(name, minutes(2))
    world.network.fail('/token/refresh', LATE, 1)

    tab.session.refresh().catch(() => {})
    await world.advance(minutes(2))

    expect(tab.state).toMatchObject({ status: 'signedIn', connection: 'ok' })
    expect(sentAt(world).slice(0, 2)).toEqual([0, seconds(8) + seconds(1)])
    expect(world.server.tokens.counts.reuses).toBe(0)
  },
)

test.each([
  ['a grace period', minutes(1), { status: 'signedIn', connection: 'ok' }],
  ['no grace period', 0, { status: 'signedOut', reason: 'rejected' }],
] as const)(
  'P1 P4 a tab that is killed while its answer is on the way, at a server with %s',
  async (_name, graceMs, ending) => {
    const { world, tab } = await signedIn('sealed', graceMs)
    const next = await world.openTab(sealedBearer())
    world.network.fail('/token/refresh', LATE, 1)
    tab.session.refresh().catch(() => {})
    await world.settled()
    tab.kill()

    next.session.refresh().catch(() => {})
    await world.settled()

    expect(next.state).toMatchObject(ending)
    expect(sentAt(world)).toHaveLength(2)
  },
)

test('P1 tabs that wait for a lost answer send nothing themselves', async () => {
  const { world, tab } = await signedIn('sealed', minutes(1))
  const others = [await world.openTab(sealedBearer()), await world.openTab(sealedBearer())]
  world.network.fail('/token/refresh', LATE, 1)

  const refreshing = [tab, ...others].map((each) => each.session.refresh().catch(() => {}))
  await world.advance(seconds(12))
  await Promise.all(refreshing)

  expect([tab, ...others].map(({ state }) => state.status)).toEqual(Array(3).fill('signedIn'))
  expect(sentAt(world)).toHaveLength(2)
  expect(world.server.tokens.counts.reuses).toBe(0)
})

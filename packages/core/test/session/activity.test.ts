import { expect, test } from 'vitest'
import {
  ADA,
  createSessionWith,
  createWorld,
  testCookie,
  type World,
} from '../../src/testing/index.js'
import { hours, minutes, seconds } from '../durations.js'

const IDLE_MS = minutes(15)
const LONGEST_TIMER_MS = 2 ** 31 - 1
const idle = { timeoutMs: IDLE_MS, warningMs: minutes(1) }

function recordOf({ storage }: World): { activeAt: number } {
  return [...storage.values.values()][0] as { activeAt: number }
}

/** Written by a page that did not say when, with a clock an hour ahead. */
async function worldWithFuture() {
  const world = createWorld()
  const tab = await world.openTab({ idle })
  await tab.signIn(ADA)
  tab.kill()
  const [key] = [...world.storage.values.keys()]
  const future = world.timeline.wall() + hours(1)
  world.storage.values.set(key!, { ...recordOf(world), at: undefined, activeAt: future })
  return { world, tab: await world.openTab({ idle }) }
}

test('P6 activity from the future keeps a new tab for one timeout at most', async () => {
  const { world, tab } = await worldWithFuture()
  expect(tab.state).toMatchObject({ status: 'signedIn', idle: 'active' })

  await world.advance(IDLE_MS)

  expect(tab.state).toMatchObject({ status: 'signedOut', reason: 'idle' })
})

test('P6 activity from the future does not win against real activity', async () => {
  const { world, tab } = await worldWithFuture()

  await tab.touch()

  expect(recordOf(world).activeAt).toBe(world.timeline.wall())
})

test('P7 of two tabs that write at once the later activity stays', async () => {
  let storeMs = 0
  const world = createWorld({ pace: (hop) => (hop === 'store' ? storeMs : 0) })
  const during = async <T>(work: Promise<T>): Promise<T> => {
    await world.advance(seconds(10))
    return work
  }
  const first = await during(world.openTab({ idle }))
  world.server.cookies.signIn(ADA)
  await during(first.session.signIn())
  const second = await during(world.openTab({ idle }))

  storeMs = seconds(3)
  await first.touch()
  await world.advance(seconds(1))
  storeMs = 0
  await second.touch()
  const latest = world.timeline.wall()
  await world.advance(seconds(5))

  expect(recordOf(world).activeAt).toBe(latest)
})

test('P12 a deadline further away than a timer can be set is waited for in parts', async () => {
  const world = createWorld()
  const { ports } = world.openPage()
  const waits: number[] = []
  const after: typeof ports.clock.after = (delayMs, work) => {
    waits.push(delayMs)
    return ports.clock.after(delayMs, work)
  }
  const absoluteTimeoutMs = hours(24 * 60)
  world.server.limits.absoluteMs = Infinity
  world.server.cookies.signIn(ADA)
  const options = { strategy: testCookie(), absoluteTimeoutMs }
  const session = createSessionWith({ ...ports, clock: { ...ports.clock, after } }, options)
  await session.ready

  await world.advance(absoluteTimeoutMs - 1)
  expect(session.state).toMatchObject({ status: 'signedIn' })
  await world.advance(1)

  expect(session.state).toMatchObject({ status: 'signedOut', reason: 'absolute' })
  expect(Math.max(...waits)).toBe(LONGEST_TIMER_MS)
})

import { describe, expect, test } from 'vitest'
import { orAfter, withTimeLimit } from '../../src/runtime/time-limit.js'
import { createWorld } from '../../src/testing/index.js'
import { seconds } from '../durations.js'

const LIMIT_MS = seconds(2)
const never = new Promise<string>(() => {})

function clockInWorld() {
  const world = createWorld()
  const { ports, life } = world.openPage()
  return { world, life, clock: ports.clock }
}

async function told<T>(promise: Promise<T>): Promise<T | 'nothing yet'> {
  return Promise.race([promise, Promise.resolve('nothing yet' as const)])
}

describe('a wait with a fallback', () => {
  test('gives the answer that came in time, and leaves no timer', async () => {
    const { world, clock } = clockInWorld()

    expect(await orAfter(clock, LIMIT_MS, Promise.resolve('answer'), 'late')).toBe('answer')

    await world.settled()
    expect(world.timeline.timers()).toBe(0)
  })

  test('ends with the fallback when the time is over', async () => {
    const { world, clock } = clockInWorld()
    const waiting = orAfter(clock, LIMIT_MS, never, 'late')

    await world.advance(LIMIT_MS - 1)
    expect(await told(waiting)).toBe('nothing yet')
    await world.advance(1)

    expect(await told(waiting)).toBe('late')
  })

  test.each([
    ['up to a second late is one of a hidden tab', seconds(1), 1],
    ['later than that is a tab that was frozen, with all that it waited for', seconds(1) + 1, 2],
  ])('a timer %s', async (_name, lateMs, halves) => {
    const { world, clock, life } = clockInWorld()
    const waiting = orAfter(clock, LIMIT_MS, never, 'late')
    life.freeze()
    await world.advance(LIMIT_MS / 2 + lateMs)

    life.thaw()
    await world.settled()

    await world.advance((halves * LIMIT_MS) / 2 - 1)
    expect(await told(waiting)).toBe('nothing yet')
    await world.advance(1)
    expect(await told(waiting)).toBe('late')
  })
})

test('P4 work with a time limit is told when it is over, and leaves no timer when it is done', async () => {
  const { world, clock } = clockInWorld()
  const outside = new AbortController()
  let signal: AbortSignal | undefined
  const work = (given: AbortSignal) => {
    signal = given
    return never
  }

  void withTimeLimit(clock, LIMIT_MS, [outside.signal], work)
  await world.advance(LIMIT_MS - 1)
  expect(signal?.aborted).toBe(false)
  await world.advance(1)
  expect(signal?.aborted).toBe(true)
  await withTimeLimit(clock, LIMIT_MS, [], async () => {})

  expect(world.timeline.timers()).toBe(0)
})

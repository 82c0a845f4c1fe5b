import { describe, expect, test } from 'vitest'
import { createRecordKeeper } from '../../src/runtime/record-keeper.js'
import type { SessionRecord } from '../../src/runtime/record.js'
import { createWorld } from '../../src/testing/index.js'
import { minutes, seconds } from '../durations.js'
import { lasting } from './placed.js'

const KEY = 'latchkey:test'
const newer = { ...lasting, v: 2 }

function keeperInWorld(value?: unknown) {
  const world = createWorld()
  const { values } = world.storage
  if (value !== undefined) values.set(KEY, value)
  const { clock, store } = world.openPage().ports
  const [notices, caughtUp]: [string[], number[]] = [[], []]
  const catchUp = (at: number) => void caughtUp.push(at)
  const keeper = createRecordKeeper(store, KEY, { ...clock, catchUp }, (code) => {
    notices.push(code)
  })
  return { world, values, keeper, notices, caughtUp }
}

const renewed = (old: SessionRecord | undefined) => ({ ...(old ?? lasting), generation: 9 })

describe('a record that can be read and written', () => {
  test('is what is there', async () => {
    const { keeper, notices } = keeperInWorld(lasting)

    expect(await keeper.read()).toEqual(lasting)
    expect([keeper.alone(), keeper.outdated(), notices]).toEqual([false, false, []])
  })

  test.each([undefined, 'junk', { ...lasting, epoch: 7 }])(
    'is missing where %j is',
    async (value) => {
      expect(await keeperInWorld(value).keeper.read()).toBe('missing')
    },
  )

  test('P6 says when it was written, and the clock goes on from there', async () => {
    const { world, values, keeper, caughtUp } = keeperInWorld(lasting)
    const now = world.timeline.wall()

    expect(await keeper.change(renewed)).toEqual({ ...lasting, generation: 9, at: now })
    expect(values.get(KEY)).toEqual({ ...lasting, generation: 9, at: now })
    await keeper.read()

    expect(caughtUp).toContain(now)
  })

  test.each([
    ['the old one', (old: SessionRecord | undefined) => old],
    ['none', () => undefined],
  ])('that is changed to %s stays as it is', async (_name, change) => {
    const { values, keeper } = keeperInWorld(lasting)

    expect(await keeper.change(change)).toEqual(lasting)
    expect(values.get(KEY)).toEqual(lasting)
  })

  test('was seen when it was asked for, not when the answer came', async () => {
    const { world, keeper } = keeperInWorld(lasting)
    expect(keeper.seenAt()).toBe(-Infinity)
    const askedAt = world.timeline.wall()

    world.storage.break('hangs')
    const reading = keeper.read()
    await world.advance(seconds(2))

    expect(await reading).toBe('unreadable')
    expect(keeper.seenAt()).toBe(askedAt)
  })
})

describe('P15 a record of a newer version', () => {
  test.each(['read', 'change'] as const)(
    'is never touched (%s); this tab goes on alone',
    async (how) => {
      const { values, keeper, notices } = keeperInWorld(newer)

      const view = how === 'read' ? await keeper.read() : await keeper.change(renewed)

      expect(view).toEqual(how === 'read' ? 'missing' : { ...lasting, generation: 9 })
      expect(values.get(KEY)).toEqual(newer)
      expect(notices).toEqual(['newer_version'])
      expect([keeper.alone(), keeper.outdated()]).toEqual([true, true])
    },
  )

  test('leaves what was known before', async () => {
    const { values, keeper } = keeperInWorld(lasting)
    await keeper.read()
    values.set(KEY, newer)

    expect(await keeper.read()).toEqual(lasting)
  })
})

describe('a store that fails', () => {
  test.each(['throws', 'hangs'] as const)(
    'and %s: the change counts here, and is told once',
    async (how) => {
      const { world, keeper, notices } = keeperInWorld(lasting)
      await keeper.read()
      world.storage.break(how)

      const changing = Promise.all([keeper.change(renewed), keeper.change(renewed)])
      await world.advance(seconds(5))

      const known = { ...lasting, generation: 9 }
      expect(await changing).toEqual([known, known])
      expect(await keeper.read()).toEqual(known)
      expect(notices).toEqual(['storage_unavailable'])
      expect([keeper.alone(), keeper.outdated()]).toEqual([true, false])
    },
  )

  test('when it is read, leaves this tab alone with what it knows', async () => {
    const { world, keeper, notices } = keeperInWorld()
    world.storage.break('throws')

    expect(await Promise.all([keeper.read(), keeper.read()])).toEqual(['missing', 'missing'])
    world.storage.break(undefined)
    await keeper.change(renewed)
    await world.advance(minutes(1))

    expect(await keeper.read()).toEqual({ ...lasting, generation: 9 })
    expect(notices).toEqual(['storage_unavailable'])
    expect(world.storage.values.size).toBe(0)
  })
})

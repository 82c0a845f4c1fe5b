import { describe, expect, test } from 'vitest'
import type { SessionRecord } from '../../src/runtime/record.js'
import { underLock } from '../../src/runtime/refresh-lock.js'
import { startEngine } from '../../src/runtime/start-engine.js'
import type { TestLifecycle } from '../../src/testing/lifecycle.js'
import { seconds } from '../durations.js'
import { NOW } from '../machine/states.js'
import { KEY, partOfEngine } from './part-of-engine.js'
import { lasting } from './placed.js'

const NAME = 'latchkey:test:refresh'
const resting: SessionRecord = { ...lasting, refresh: 'rest' }
const intentAt = (ms: number) => ({ ...lasting, refresh: { since: NOW + ms, owner: 'other' } })

/** A tab that waits for locks which another one holds for ever. */
async function waitFor(...names: string[]) {
  const part = partOfEngine({ record: resting })
  const { world, engine } = part
  const other = world.openPage()
  for (const name of names) void other.ports.lock!.hold(name, {}, () => new Promise(() => {}))
  await world.settled()
  let runs = 0
  const done = underLock(engine, () => Promise.resolve(++runs))
  await world.settled()
  return { ...part, done, runs: () => runs, now: () => engine.now() - NOW }
}

test('P4 a holder that does not move is robbed after ten seconds, and the work is done once', async () => {
  const { world, done, runs } = await waitFor(NAME)

  await world.advance(seconds(10) - 1)
  expect(runs()).toBe(0)
  await world.advance(1)

  expect(await done).toBe(1)
  expect(runs()).toBe(1)
})

describe('P4 after ten seconds a lock is', () => {
  test.each<[string, SessionRecord | undefined, boolean]>([
    ['left to whoever signed in meanwhile', { ...resting, epoch: 'two' }, true],
    ['left to whoever renewed meanwhile', { ...resting, generation: 4 }, true],
    ['left to whoever asks since less than ten seconds', intentAt(1), true],
    ['left to whoever begins to ask', intentAt(seconds(10)), true],
    ['taken from whoever asks for ten seconds', intentAt(0), false],
    ['taken from an intent of the future: a clock was set back', intentAt(seconds(11)), false],
    ['taken where nobody asks', { ...resting, activeAt: NOW }, false],
    ['taken where the site was cleared', undefined, false],
  ])('%s', async (_name, record, isLeft) => {
    const { world, runs } = await waitFor(NAME)
    if (record === undefined) world.storage.values.delete(KEY)
    else world.storage.values.set(KEY, record)

    await world.advance(seconds(10))

    expect(runs()).toBe(isLeft ? 0 : 1)
  })
})

test('P4 a robber that does not come on is not waited for longer than ten seconds either', async () => {
  const { world, done, runs } = await waitFor(NAME, `${NAME}:take-over`)

  await world.advance(seconds(20) - 1)
  expect(runs()).toBe(0)
  await world.advance(1)

  expect(await done).toBe(1)
})

test('P4 a page that comes back from the cache believes in none of the locks that it held', async () => {
  const { world, engine } = partOfEngine({ record: resting })
  startEngine(engine)
  let taken: AbortSignal | undefined
  void underLock(engine, (lost) => new Promise(() => void (taken = lost)))
  await world.settled()
  expect(taken?.aborted).toBe(false)

  ;(engine.ports.lifecycle as TestLifecycle).happen('restored')

  expect(taken?.aborted).toBe(true)
})

test('without locks a tab works at once, for itself', async () => {
  const { engine } = partOfEngine({ record: resting, without: 'lock' })

  expect(await underLock(engine, (lost) => Promise.resolve(lost))).toBe(engine.signals.all)
})

import { expect, test } from 'vitest'
import { readSurely } from '../../src/runtime/read-record.js'
import { seconds } from '../durations.js'
import { partOfEngine } from './part-of-engine.js'
import { waiting } from './placed.js'

test('P13 a store that is slow gets more time to show a sign-out that waits', async () => {
  const { engine, world } = partOfEngine({ record: waiting })
  world.storage.break('hangs')
  const reading = readSurely(engine)
  await world.settled()
  world.storage.break(undefined)

  await world.advance(seconds(2))

  expect(await reading).toMatchObject({ queuedEnd: waiting.queuedEnd })
})

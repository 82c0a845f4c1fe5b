import { expect, test } from 'vitest'
import type { SessionRecord } from '../../src/runtime/record.js'
import { saveActivity } from '../../src/runtime/save-activity.js'
import { minutes } from '../durations.js'
import { NOW, signedIn } from '../machine/states.js'
import { partOfEngine } from './part-of-engine.js'
import { ended, lasting } from './placed.js'

const early = NOW + minutes(1)
const late = NOW + minutes(5)

async function saved(record: SessionRecord, serverIdleAt = Infinity, extended = false) {
  const part = partOfEngine({ record, state: signedIn({ serverIdleAt }) })
  await saveActivity(part.engine, {
    type: 'saveActivity',
    epoch: 'one',
    activeAt: NOW,
    extends: extended,
  })
  return { ...part, idleAt: part.record()?.serverDeadlines.idleAt }
}

test('activity is written down, and means nothing to the other tabs until they look', async () => {
  const { record, events, told } = await saved(lasting)

  expect(record()).toMatchObject({ activeAt: NOW })
  expect([events, told]).toEqual([[], []])
})

test('P9 a closed warning is told at once', async () => {
  expect((await saved(lasting, Infinity, true)).told).toEqual(['extended one'])
})

test('P13 activity after the end changes no record, and finds out about the end', async () => {
  const { record, events, told } = await saved(ended, Infinity, true)

  expect(record()).toEqual(ended)
  expect(events).toEqual([expect.objectContaining({ type: 'recordRead' })])
  expect(told).toEqual([])
})

test.each([
  ['that this tab has moved', early, late, late],
  ['that another tab has moved further', late, early, late],
  ['that nobody knew before', undefined, early, early],
  ['that is not known here', early, Infinity, early],
])('the server’s idle deadline %s', async (_name, written, known, expected) => {
  const serverDeadlines = written === undefined ? {} : { idleAt: written }

  expect((await saved({ ...lasting, serverDeadlines }, known)).idleAt).toBe(expected)
})

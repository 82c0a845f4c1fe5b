import { expect, test } from 'vitest'
import { type MachineState, startingState } from '../../src/machine/state.js'
import type { SessionRecord } from '../../src/runtime/record.js'
import { signOut } from '../../src/runtime/sign-out.js'
import { liveNow, signedOut } from '../machine/states.js'
import { partOfEngine } from './part-of-engine.js'
import { ended, lasting } from './placed.js'

const starting = startingState(true)

async function left(state: MachineState, record: SessionRecord | undefined) {
  const part = partOfEngine({ kind: 'cookie', state, record })
  let waits = 0
  const known = () => {
    waits++
    return Promise.resolve()
  }
  await signOut(part.engine, {}, known)
  return { ...part, waits, types: part.events.map(({ type }) => type) }
}

test('a page that is back from the cache signs out at once the session that it had', async () => {
  const { waits, types } = await left({ ...starting, live: liveNow() }, lasting)

  expect(waits).toBe(0)
  expect(types).toEqual(['ended'])
})

test('P13 a tab that is signed out waits for nobody, and ends no session of which it has not heard', async () => {
  const { waits, types, record } = await left(signedOut(), lasting)

  expect([waits, types]).toEqual([0, []])
  expect(record()).toEqual(lasting)
})

test('P13 whom the record shows is signed out where nobody can say who is there', async () => {
  const { waits, types, record } = await left(starting, lasting)

  expect(waits).toBe(1)
  expect(record()?.ended).toMatchObject({ reason: 'requested' })
  expect(types.at(-1)).toBe('notSignedIn')
})

test.each([
  ['is over', ended],
  ['is not there', undefined],
])('nothing is ended where the session of the record %s', async (_name, record) => {
  const { events, asked } = await left(starting, record)

  expect([events, asked]).toEqual([[], []])
})

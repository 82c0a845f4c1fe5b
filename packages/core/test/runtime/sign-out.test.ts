import { expect, test } from 'vitest'
import { type MachineState, startingState } from '../../src/machine/state.js'
import type { SessionRecord } from '../../src/runtime/record.js'
import { signOut } from '../../src/runtime/sign-out.js'
import { liveNow, signedIn, signedOut } from '../machine/states.js'
import { always, partOfEngine, type Surroundings, UNAVAILABLE } from './part-of-engine.js'
import { ended, lasting } from './placed.js'

const starting = startingState(true)

async function left(
  state: MachineState,
  record: SessionRecord | undefined,
  answers: Surroundings['answers'] = {},
) {
  const part = partOfEngine({ kind: 'cookie', state, record, answers })
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
  // First, or a restore that is tried again would show the session while the record is written.
  expect(types[0]).toBe('notSignedIn')
  expect(record()?.ended).toMatchObject({ reason: 'requested' })
})

test('P13 where no record shows anybody, whom the server may know is signed out before anything is restored', async () => {
  const { types, record } = await left(starting, undefined, { signOut: always(UNAVAILABLE) })

  expect(types).toEqual(['notSignedIn', 'failed'])
  expect(record()).toMatchObject({ ended: { reason: 'requested' }, queuedEnd: {} })
})

test('a session of the record that is over already is not ended once more', async () => {
  const { types, record, asked } = await left(starting, ended)

  expect([types, asked]).toEqual([['notSignedIn'], ['forget id-1']])
  expect(record()).toEqual(ended)
})

test('who signs in while a sign-out waits for the start is not signed out', async () => {
  const { engine, events } = partOfEngine({ kind: 'cookie', state: starting, record: lasting })

  await signOut(engine, {}, () => {
    engine.signIns++
    return Promise.resolve()
  })

  expect(events).toEqual([])
})

test('P13 who is found to be signed in while a sign-out waits for the start is signed out as anybody is', async () => {
  const found: { state: MachineState } & Surroundings = {
    kind: 'cookie',
    state: starting,
    record: lasting,
  }
  const { engine, events } = partOfEngine(found)

  await signOut(engine, {}, () => {
    found.state = signedIn()
    return Promise.resolve()
  })

  expect(events).toEqual([expect.objectContaining({ type: 'ended', epoch: 'one' })])
})

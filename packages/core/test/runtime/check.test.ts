import { expect, test } from 'vitest'
import type { Outcome } from '../../src/ports/strategy.js'
import { startingState } from '../../src/machine/state.js'
import { check } from '../../src/runtime/check.js'
import { minutes } from '../durations.js'
import { NOW, signedIn } from '../machine/states.js'
import { always, grant, partOfEngine, UNAVAILABLE } from './part-of-engine.js'
import { ended, lasting } from './placed.js'

const idleAt = NOW + minutes(10)
const answering = (outcome: Outcome<unknown>, record = lasting) =>
  partOfEngine({ record, state: signedIn(), answers: { check: always(outcome) } })

test('nobody is asked about a session that is not there', async () => {
  const { engine, asked } = partOfEngine({ state: startingState(true) })

  await check(engine)

  expect(asked).toEqual([])
})

test.each(['none', 'rejected'] as const)('P3 an answer that says %s ends it', async (kind) => {
  const { engine, events } = answering({ kind })

  await check(engine)

  expect(events).toEqual([{ type: 'ended', epoch: 'one', reason: 'rejected', origin: 'server' }])
})

test.each<Outcome<unknown>>([UNAVAILABLE, { kind: 'ok', value: undefined }])(
  'P3 an answer that says nothing of it changes nothing: %o',
  async (outcome) => {
    const { engine, events, record } = answering(outcome)

    await check(engine)

    expect(events).toEqual([])
    expect(record()).toEqual(lasting)
  },
)

test('what the server says of its deadlines is there for all tabs', async () => {
  const { engine, record } = answering({ kind: 'ok', value: { ...grant, serverIdleAt: idleAt } })

  await check(engine)

  expect(record()?.serverDeadlines).toStrictEqual({ idleAt })
})

test('P2 the record of a session that was ended meanwhile stays as it is', async () => {
  const outcome = { kind: 'ok', value: { ...grant, serverIdleAt: idleAt } } as const
  const { engine, record } = answering(outcome, ended)

  await check(engine)

  expect(record()).toEqual(ended)
})

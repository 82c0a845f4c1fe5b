import { expect, test } from 'vitest'
import { adopt, report } from '../../src/runtime/adopt.js'
import { liveNow, signedIn } from '../machine/states.js'
import { always, partOfEngine, UNAVAILABLE } from './part-of-engine.js'
import { lasting } from './placed.js'

const state = signedIn()

test('what another tab renewed is taken over as it says', async () => {
  const { engine, events } = partOfEngine({ state })

  expect(await adopt(engine, liveNow(), lasting)).toMatchObject({ kind: 'ok' })
  expect(events).toEqual([expect.objectContaining({ type: 'renewed', origin: 'elsewhere' })])
})

test.each(['none', 'rejected'] as const)(
  'P3 credentials that cannot be taken over (%s) end the session',
  async (kind) => {
    const { engine, events } = partOfEngine({ state, answers: { adopt: always({ kind }) } })

    expect(await adopt(engine, liveNow(), lasting)).toEqual({ kind })
    expect(events).toEqual([{ type: 'ended', epoch: 'one', reason: 'rejected', origin: 'server' }])
  },
)

test.each([
  ['of the session that runs is told', 'one', ['failed']],
  ['of an earlier session is nobody’s', 'earlier', []],
])('a failure %s', (_name, epoch, types) => {
  const { engine, events } = partOfEngine({ state })

  report(engine, liveNow({ epoch }), UNAVAILABLE)

  expect(events.map(({ type }) => type)).toEqual(types)
})

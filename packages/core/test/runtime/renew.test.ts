import { describe, expect, test } from 'vitest'
import { startingState } from '../../src/machine/state.js'
import { createRenew } from '../../src/runtime/renew.js'
import { minutes } from '../durations.js'
import { failureNow, NOW, signedIn } from '../machine/states.js'
import {
  always,
  grant,
  KEY,
  partOfEngine,
  type Surroundings,
  UNAVAILABLE,
} from './part-of-engine.js'
import { lasting } from './placed.js'

const record = { ...lasting, refresh: 'rest' } as const
const answers = { refresh: always({ kind: 'ok', value: grant }) }
const state = signedIn({ generation: 3 })

const renewing = (given: Surroundings = {}) => partOfEngine({ record, state, answers, ...given })

test('a renewal is written down, and needs no word to the other tabs', async () => {
  const { engine, told, events, record: now, asked } = renewing()

  expect(await createRenew(engine)('asked')).toMatchObject({ kind: 'ok' })

  expect(now()).toMatchObject({ generation: 4, reference: 'session-1', refresh: 'rest' })
  expect(events).toEqual([expect.objectContaining({ type: 'renewed', origin: 'here' })])
  expect([told, asked]).toEqual([[], ['refresh']])
})

test('P13 where the record is gone it is made anew, and told of', async () => {
  const { engine, told, record: now } = renewing({ record: undefined, kind: 'cookie' })

  await createRenew(engine)('asked')

  expect(now()).toMatchObject({ epoch: 'one', generation: 4 })
  expect(told).toEqual(['signedIn one'])
})

test('nobody is signed in: there is nothing to renew', async () => {
  const { engine, asked } = renewing({ state: startingState(true) })

  expect(await createRenew(engine)('asked')).toEqual({ kind: 'none' })
  expect(asked).toEqual([])
})

describe('P5 while a server is given time', () => {
  test.each([
    ['a request of the app waits for it', 'onDemand', false, []],
    ['the app may ask for a renewal', 'asked', false, ['refresh']],
    ['that said how long nobody asks it', 'asked', true, []],
  ] as const)('%s', async (_name, urgency, throttled, expected) => {
    const failed = { ...state, failure: failureNow({ retryAt: NOW + minutes(1), throttled }) }
    const { engine, asked } = renewing({ state: failed })

    const { kind } = await createRenew(engine)(urgency)

    expect(asked).toEqual(expected)
    expect(kind).toBe(expected.length === 0 ? 'unavailable' : 'ok')
  })
})

test('P1 callers at once share a renewal, those that come later begin another', async () => {
  const { engine, asked } = renewing()
  const renew = createRenew(engine)

  const [first, second] = [renew('asked'), renew('asked')]
  expect(second).toBe(first)
  await first
  await renew('asked')

  expect(asked).toHaveLength(2)
})

test('P1 a refresh whose answer was lost leaves its intent: nobody knows what became of the token', async () => {
  const { engine, record: now } = renewing({ answers: { refresh: always(UNAVAILABLE) } })

  await createRenew(engine)('asked')

  expect(now()?.refresh).toMatchObject({ owner: expect.any(String) })
})

test('what was going to be written counts for nothing where it was not', async () => {
  const { engine, events, world, record: now } = renewing()
  const { keeper } = engine
  // The page was left while it wrote, and the session ended before it was back.
  const change: typeof keeper.change = async (work) => {
    if (work(now())?.generation === 4) world.storage.values.set(KEY, { ...record, epoch: 'two' })
    return keeper.change(work)
  }

  await createRenew({ ...engine, keeper: { ...keeper, change } })('asked')

  expect(events.map(({ type }) => type)).not.toContain('renewed')
})

describe('a renewal that comes after another epoch began', () => {
  const late = (mine: string | undefined, reference: string | undefined) => {
    const part = renewing({
      kind: 'cookie',
      state: signedIn({ generation: 3, reference: mine }),
      answers: {
        refresh: () => {
          part.world.storage.values.set(KEY, { ...record, epoch: 'two', reference })
          return answers.refresh()
        },
      },
    })
    return part
  }

  test('P3 ends nothing, where it is the same session at the server: the site was cleared', async () => {
    const { engine, asked } = late('session-1', 'session-1')

    expect(await createRenew(engine)('asked')).toEqual({ kind: 'none' })

    expect(asked).toEqual(['refresh'])
  })

  test.each([
    ['session-1', 'session-2'],
    ['session-1', undefined],
    // Two without a reference are not known to be the same.
    [undefined, undefined],
  ])('revokes what it got for session %s, beside session %s', async (mine, other) => {
    const { engine, asked } = late(mine, other)

    expect(await createRenew(engine)('asked')).toEqual({ kind: 'none' })

    expect(asked).toEqual(['refresh', 'signOut'])
  })
})

test('a tab with tokens of its own waits for no other tab', async () => {
  const { engine, asked, world } = renewing({ sharing: 'own' })
  void world.openPage().ports.lock?.hold('latchkey:test:refresh', {}, () => new Promise(() => {}))

  await createRenew(engine)('asked')

  expect(asked).toEqual(['refresh'])
})

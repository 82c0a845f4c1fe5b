import { expect, test } from 'vitest'
import type { Outcome } from '../../src/ports/strategy.js'
import type { RecordView } from '../../src/runtime/record-keeper.js'
import type { SessionRecord } from '../../src/runtime/record.js'
import { isGone, limited, spend } from '../../src/runtime/spend.js'
import { seconds } from '../durations.js'
import { grant, KEY, partOfEngine, type Surroundings } from './part-of-engine.js'
import { ended, lasting } from './placed.js'

const resting: SessionRecord = { ...lasting, refresh: 'rest' }
const call = { epoch: 'one', known: true }
const OK = { kind: 'ok', value: grant } as const
const never = new AbortController().signal

async function spent(given: Surroundings, seenMsAgo: readonly number[] = []) {
  const part = partOfEngine({ record: resting, ...given })
  const left = [...seenMsAgo]
  const keeper = {
    ...part.engine.keeper,
    seenAt: () => part.engine.now() - (left.shift() ?? 0),
  }
  let intent: SessionRecord['refresh'] | undefined
  const { outcome, ticket } = await spend({ ...part.engine, keeper }, call, never, async () => {
    intent = part.record()?.refresh
    return OK
  })
  return { ...part, outcome, ticket, intent }
}

test('P1 the intent is written before the credential is spent, under a name of its own', async () => {
  const { intent, ticket, record } = await spent({})

  expect(intent).toEqual({ since: expect.any(Number), owner: ticket.owner })
  expect(ticket.holds(record())).toBe(true)
})

test.each([
  ['another tab has it', { ...lasting, refresh: { since: 0, owner: 'other' } }],
  ['it rests', resting],
  ['the record is gone', undefined],
])('P1 a ticket is of no use any longer where %s', async (_name, record) => {
  expect((await spent({})).ticket.holds(record)).toBe(false)
})

test('a tab with tokens of its own writes no intent, and may always commit', async () => {
  const { intent, ticket } = await spent({ sharing: 'own' })

  expect(intent).toBe('rest')
  expect(ticket.holds(undefined)).toBe(true)
})

test('P1 nothing is spent for a session that is over', async () => {
  const { intent, outcome } = await spent({ record: ended })

  expect([intent, outcome.kind]).toEqual([undefined, 'unavailable'])
})

test('P1 what was seen five seconds ago is looked at again before anything is spent', async () => {
  const late = await spent({}, [seconds(5)])
  expect(late.outcome).toBe(OK)

  const own = await spent({ sharing: 'own', record: undefined }, [seconds(5)])
  expect(own.outcome).toBe(OK)
})

test.each<[string, (values: Map<string, unknown>) => void]>([
  ['cleared', (values) => values.delete(KEY)],
  [
    'another tab asks',
    (values) => values.set(KEY, { ...lasting, refresh: { since: 0, owner: 'x' } }),
  ],
])(
  'P1 a tab that was frozen after its intent sends nothing where it finds: %s',
  async (_name, happen) => {
    const part = partOfEngine({ record: resting })
    const { engine, world } = part
    let looks = 0
    const seenAt = (): number => {
      if (looks++ === 0) happen(world.storage.values)
      return engine.now() - (looks === 1 ? seconds(5) : 0)
    }
    let sent = false

    const { outcome } = await spend(
      { ...engine, keeper: { ...engine.keeper, seenAt } },
      call,
      never,
      async () => {
        sent = true
        return OK
      },
    )

    expect([sent, outcome.kind]).toEqual([false, 'unavailable'])
  },
)

test.each<[RecordView, boolean]>([
  [resting, false],
  [ended, true],
  [{ ...resting, epoch: 'two' }, true],
  ['unreadable', false],
  ['missing', true],
])('whether a session whose tokens rest in the record is gone: %#', (view, gone) => {
  expect(isGone(partOfEngine().engine, view, 'one')).toBe(gone)
})

test('a cookie session is not gone with its record', () => {
  expect(isGone(partOfEngine({ kind: 'cookie' }).engine, 'missing', 'one')).toBe(false)
})

test.each<[Outcome<unknown>['kind'], number, string]>([
  ['none', seconds(16) + 1, 'unavailable'],
  ['rejected', seconds(16) + 1, 'unavailable'],
  ['ok', seconds(16) + 1, 'ok'],
  ['rejected', seconds(16), 'rejected'],
])('P3 an answer that says %s after %i ms is taken for: %s', async (kind, ms, expected) => {
  const { engine, world } = partOfEngine()
  const asking = limited(engine, call, [], async () => {
    await new Promise<void>((resolve) => void world.timeline.after(ms, resolve))
    return { kind } as Outcome<unknown>
  })

  await world.advance(ms)

  expect(await asking).toMatchObject({ kind: expected })
})

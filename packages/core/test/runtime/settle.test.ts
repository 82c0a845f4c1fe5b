import { describe, expect, test } from 'vitest'
import { type MachineState, startingState } from '../../src/machine/state.js'
import type { Grant } from '../../src/ports/strategy.js'
import type { Arrival } from '../../src/runtime/place.js'
import type { SessionRecord } from '../../src/runtime/record.js'
import { settle } from '../../src/runtime/settle.js'
import { signedIn } from '../machine/states.js'
import { grant, partOfEngine } from './part-of-engine.js'
import { ended, lasting, waiting } from './placed.js'

const signedOut: MachineState = { ...startingState(true), status: 'signedOut' }
const found: Arrival = { epoch: 'one', how: 'found', generation: 3 }
const byUser: Arrival = { epoch: 'asked', how: 'signedIn' }
const known = { reference: 'session-1' }

async function settled(
  arrival: Arrival,
  record: SessionRecord | undefined,
  given: Partial<Grant> = known,
  state = signedOut,
) {
  const part = partOfEngine({ record, state })
  const outcome = await settle(part.engine, { ...grant, ...given }, arrival)
  const origin = part.events.flatMap((event) => (event.type === 'signedIn' ? event.origin : []))
  return { ...part, outcome, origin }
}

test.each([
  ['found as the page starts', found, lasting, startingState(true), 'here'],
  ['found later, in a session that goes on', found, lasting, signedOut, 'elsewhere'],
  ['found later, of which no tab knew', found, undefined, signedOut, 'here'],
  ['begun by its user, in a session that goes on', byUser, lasting, signedOut, 'here'],
] as const)('a session %s', async (_name, arrival, record, state, origin) => {
  expect((await settled(arrival, record, known, state)).origin).toEqual([origin])
})

describe('the other tabs', () => {
  test('hear of a new session', async () => {
    expect((await settled(byUser, undefined)).told).toEqual([expect.stringMatching(/^signedIn /)])
  })

  test('hear nothing of one that they have', async () => {
    expect((await settled(found, lasting)).told).toEqual([])
  })

  test('hear of a step-up: the limits are new', async () => {
    const { told } = await settled(byUser, lasting, { ...known, by: 'stepUp' })

    expect(told).toEqual(['extended one'])
  })
})

test.each([
  ['of a session that was ended meanwhile is revoked', found, ended, 'none', true],
  [
    'that came too late is kept from the server: it is of the same family',
    { ...found, ticket: { owner: 'me', holds: () => false } },
    lasting,
    'unavailable',
    false,
  ],
  [
    'found while a sign-out waits is left to it',
    { epoch: 'other', how: 'found' },
    waiting,
    'none',
    false,
  ],
] as const)('P1 a grant %s', async (_name, arrival, record, kind, revoked) => {
  const { outcome, asked, events } = await settled(arrival, record)

  expect(outcome).toEqual({ kind })
  expect(asked.includes('signOut')).toBe(revoked)
  expect(asked).toContain(`forget ${arrival.epoch}`)
  expect(events.some(({ type }) => type === 'signedIn')).toBe(false)
})

test('P14 a step-up by another account is revoked', async () => {
  const { outcome, asked } = await settled(byUser, lasting, { account: 'grace', by: 'stepUp' })

  expect(outcome).toEqual({ kind: 'rejected' })
  expect(asked).toContain('signOut')
})

test('what is of no use leaves the session that runs its credentials', async () => {
  const { asked } = await settled({ ...found, epoch: 'one' }, ended, known, signedIn())

  expect(asked).not.toContain('forget one')
})

test('P13 what was signed out while it was written down is not shown any longer', async () => {
  const part = partOfEngine({ record: lasting, state: signedOut })
  part.engine.signals.end('one')

  const outcome = await settle(part.engine, { ...grant, ...known }, found)

  expect(outcome.kind).toBe('rejected')
  expect(part.events).toEqual([])
  expect(part.asked).toEqual(['forget one'])
})

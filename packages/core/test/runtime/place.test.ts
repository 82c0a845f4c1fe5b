import { describe, expect, test } from 'vitest'
import type { Arrival } from '../../src/runtime/place.js'
import { IDLE_MS, NOW } from '../machine/states.js'
import { ended, lasting, placed, waiting } from './placed.js'

const found: Arrival = { epoch: 'one', how: 'found', generation: 3 }
const signedIn: Arrival = { epoch: 'new', how: 'signedIn' }
const instead: Arrival = { epoch: 'one', how: 'instead' }

const joined = { begun: false, record: { epoch: 'one' } }
const begun = {
  begun: true,
  record: { epoch: 'two', generation: 0, startedAt: NOW, activeAt: NOW },
}

describe('a session that was found', () => {
  test.each([
    ['joins the sign-in of the record', lasting, {}, joined],
    ['of the same public name joins it', lasting, { reference: 'session-1' }, joined],
    ['of another public name begins a sign-in', lasting, { reference: 'session-2' }, begun],
    ['of another account begins one', lasting, { account: 'grace' }, begun],
    [
      'that has a public name now, and had none, joins it',
      { ...lasting, reference: undefined },
      { reference: 'session-1' },
      joined,
    ],
    ['that nobody knew begins one', undefined, {}, begun],
    ['when another one was ended begins one', { ...ended, epoch: 'older' }, {}, begun],
    ['P13 that was ended meanwhile is late', ended, {}, 'late'],
    ['P13 while a sign-out waits for its server is not taken', waiting, {}, 'waiting'],
  ] as const)('%s', (_name, old, facts, expected) => {
    const settled = placed(found, old, facts)

    if (typeof expected === 'string') expect(settled).toBe(expected)
    else expect(settled).toMatchObject(expected)
  })

  test.each([
    [-1, joined],
    [0, 'late'],
  ] as const)('P8 %s ms from its idle deadline', (ms, expected) => {
    const settled = placed(found, { ...lasting, activeAt: NOW - IDLE_MS - ms })

    if (typeof expected === 'string') expect(settled).toBe(expected)
    else expect(settled).toMatchObject(expected)
  })

  test('is no activity, and no renewal', () => {
    const { activeAt, generation, refresh } = lasting

    expect(placed(found, lasting)).toMatchObject({
      record: { activeAt, generation, refresh },
    })
  })

  test('P1 for which a credential was spent is a renewal, unless its tab was robbed', () => {
    const ticket = { owner: 'me', holds: () => true }
    const robbed = { owner: 'me', holds: () => false }

    expect(placed({ ...found, ticket }, lasting)).toMatchObject({
      record: { generation: 4, refresh: 'rest' },
    })
    expect(placed({ ...found, ticket: robbed }, lasting)).toBe('robbed')
  })

  test('P1 in tokens at rest that were renewed since is of no use', () => {
    const tokens = { kind: 'bearer' } as const

    expect(placed({ ...found, generation: 2 }, lasting, {}, tokens)).toBe('robbed')
    expect(placed(found, lasting, {}, tokens)).toMatchObject(joined)
    expect(placed({ ...found, generation: 2 }, lasting)).toMatchObject(joined)
    const each = { ...tokens, sharing: 'each' } as const
    expect(placed({ ...found, generation: 2 }, lasting, {}, each)).toMatchObject(joined)
  })
})

test.each([
  ['runs', { ...lasting, epoch: 'later' }],
  ['runs, of another account', { ...lasting, epoch: 'later', account: 'grace' }],
  ['was ended', { ...ended, epoch: 'later' }],
])('P14 tokens at rest are late where a later sign-in %s', (_name, old) => {
  const tokens = { kind: 'bearer' } as const
  const { generation: _, ...visited } = found

  expect(placed(found, old, {}, tokens)).toBe('late')
  expect(placed(visited, old, {}, tokens)).not.toBe('late')
})

describe('a sign-in', () => {
  test.each([
    ['begins anew where no public name says that it is the same', lasting, {}, begun],
    ['joins the sign-in of the same public name', lasting, { reference: 'session-1' }, joined],
    ['P13 drops a sign-out that waits', waiting, {}, begun],
    ['P8 begins anew when the old one is over', { ...lasting, activeAt: 0 }, {}, begun],
  ] as const)('%s', (_name, old, facts, expected) => {
    expect(placed(signedIn, old, facts)).toMatchObject(expected)
  })

  test('drops what the older one left', () => {
    expect(placed(signedIn, waiting)).not.toHaveProperty('record.queuedEnd')
  })

  test('of a tab with tokens of its own joins that of the same account', () => {
    const own = { kind: 'bearer', sharing: 'own' } as const

    expect(placed(signedIn, lasting, {}, own)).toMatchObject(joined)
    expect(placed(signedIn, lasting, { account: 'grace' }, own)).toMatchObject(begun)
  })

  test('P7 is activity, and keeps or takes the public name', () => {
    const own = { kind: 'bearer', sharing: 'own' } as const
    const record = { activeAt: NOW, reference: 'session-1' }

    expect(placed(signedIn, lasting, {}, own)).toMatchObject({ record })
    expect(placed(signedIn, lasting, { reference: 'session-9' }, own)).toMatchObject({
      record: { reference: 'session-9' },
    })
  })
})

describe('a session where another one was expected', () => {
  test.each([
    ['begins a sign-in', lasting, { reference: 'session-2' }],
    ['begins one without a public name as well', lasting, {}],
    ['begins one although the expected one has ended', ended, {}],
    ['begins one although a sign-out waits', waiting, {}],
  ] as const)('%s', (_name, old, facts) => {
    expect(placed(instead, old, facts)).toMatchObject(begun)
  })

  test('P8 that is over is not prolonged', () => {
    const over = { ...lasting, activeAt: NOW - IDLE_MS }

    expect(placed(instead, over, { reference: 'session-1' })).toBe('late')
  })
})

test('tokens that nobody has a record of begin a sign-in', () => {
  expect(placed(found, undefined, {}, { kind: 'bearer' })).toMatchObject(begun)
})

test('P14 another user whom a refresh brings is a sign-in of its own, and not late', () => {
  expect(placed(instead, lasting, { account: 'grace' }, { kind: 'bearer' })).toMatchObject(begun)
})

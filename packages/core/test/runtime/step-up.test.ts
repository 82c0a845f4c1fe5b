import { expect, test } from 'vitest'
import type { Arrival } from '../../src/runtime/place.js'
import { NOW } from '../machine/states.js'
import { ended, lasting, placed } from './placed.js'

const asked: Arrival = { epoch: 'new', how: 'signedIn' }
const by = 'stepUp'

test('a step-up stays in its session, renewed, and both limits start anew', () => {
  const anew = { epoch: 'one', generation: 4, startedAt: NOW, activeAt: NOW, refresh: 'rest' }

  expect(placed(asked, lasting, { by })).toMatchObject({
    begun: false,
    record: { ...anew, reference: 'session-1' },
  })
})

test('a step-up may come with another public name', () => {
  expect(placed(asked, lasting, { by, reference: 'session-9' })).toMatchObject({
    record: { epoch: 'one', reference: 'session-9' },
  })
})

test.each([
  ['by another account', lasting, 'grace'],
  ['of a session that is over', ended, 'ada'],
  ['of a session of which nothing is known', undefined, 'ada'],
] as const)('P14 a step-up %s is of no use', (_name, old, account) => {
  expect(placed(asked, old, { by, account })).toBe('other')
})

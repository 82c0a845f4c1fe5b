import { describe, expect, test } from 'vitest'
import { nextWakeAt } from '../../src/machine/next-wake.js'
import { minutes, seconds } from '../durations.js'
import { ABSOLUTE_MS, decide, IDLE_MS, NOW, policy, recordNow } from './states.js'
import { signedIn, WARNING_MS } from './states.js'

const warnAt = NOW + IDLE_MS - WARNING_MS
const idleAt = NOW + IDLE_MS
const woke = { type: 'woke' } as const
const fresh = { type: 'recordRead', record: recordNow() } as const

describe('P9 the warning', () => {
  test.each([
    [-1, []],
    [0, ['readRecord']],
  ])('%s ms from its moment the record is asked whether another tab was active: %j', (ms, does) => {
    expect(decide(signedIn(), woke, warnAt + ms).does).toEqual(does)
  })

  test('the record is asked once, not at each look', () => {
    const asking = decide(signedIn(), woke, warnAt).state

    expect(asking.confirming).toBe(true)
    expect(decide(asking, woke, warnAt + 1).does).toEqual([])
  })

  test('it comes when the record shows no other activity', () => {
    expect(decide(signedIn(), fresh, warnAt - 1).state.warned).toBe(false)
    expect(decide(signedIn(), fresh, warnAt).state.warned).toBe(true)
  })

  test('while it stands nothing is asked', () => {
    const warned = signedIn({}, { warned: true })

    expect(decide(warned, woke, idleAt - 1).does).toEqual([])
    expect(decide(warned, woke, idleAt).does).toEqual(['readRecord'])
  })

  test('a later deadline closes it', () => {
    const warned = signedIn({ activeAt: NOW + 1 }, { warned: true })

    expect(decide(warned, woke, warnAt).state.warned).toBe(false)
    expect(decide(warned, woke, warnAt + 1).state.warned).toBe(true)
  })

  test('a held session gets none', () => {
    const held = signedIn({ activeAt: NOW }, { held: 1 })

    expect(decide(held, { type: 'done', work: 'end' }, warnAt).does).toEqual([])
  })
})

describe('P8 the end', () => {
  test('an idle session ends when the record was read and shows nothing newer', () => {
    expect(decide(signedIn(), fresh, idleAt - 1).state.status).toBe('signedIn')
    expect(decide(signedIn(), fresh, idleAt).state).toMatchObject({
      status: 'signedOut',
      reason: 'idle',
    })
  })

  test('the absolute end needs no record', () => {
    const endsAt = NOW + ABSOLUTE_MS
    const active = signedIn({ activeAt: endsAt - 1 })

    expect(decide(active, woke, endsAt - 1).state.status).toBe('signedIn')
    expect(decide(active, woke, endsAt).state).toMatchObject({
      status: 'signedOut',
      reason: 'absolute',
      deadEpoch: 'one',
      live: undefined,
    })
  })

  test('past it nothing counts any more', () => {
    const endsAt = NOW + ABSOLUTE_MS
    const active = signedIn({ activeAt: endsAt - 1 })

    expect(decide(active, { type: 'touched' }, endsAt).does).toEqual(['finish'])
  })

  test("where only the server's idle deadline passed, the server is asked", () => {
    const serverIdleAt = NOW + minutes(5)
    const { state, does } = decide(signedIn({ serverIdleAt }), fresh, serverIdleAt)

    expect(does).toEqual(['check'])
    expect(state.live?.serverIdleAt).toBe(serverIdleAt + seconds(30))
  })

  test('a touch at the deadline comes too late, one before it does not', () => {
    expect(decide(signedIn(), { type: 'touched' }, idleAt - 1).does).toContain('saveActivity')
    expect(decide(signedIn(), { type: 'touched' }, idleAt).does).toEqual(['readRecord'])
  })

  test.each([
    ['refresh', undefined],
    ['restore', 'restore'],
    ['end', 'end'],
  ] as const)('of work under way (%s) only a refresh ends with the session', (busy, left) => {
    expect(decide(signedIn({}, { busy }), woke, NOW + ABSOLUTE_MS).state.busy).toBe(left)
  })
})

describe('P12 the one timer', () => {
  test('is set to the warning, in the warning to the end', () => {
    expect(nextWakeAt(signedIn(), policy)).toBe(warnAt)
    expect(nextWakeAt(signedIn({}, { warned: true }), policy)).toBe(idleAt)
  })

  test('while the record is asked it waits for nothing but the other deadlines', () => {
    const asking = signedIn({ serverEndsAt: NOW + minutes(30) }, { confirming: true })

    expect(nextWakeAt(asking, policy)).toBe(NOW + minutes(30))
  })

  test('of a held session is set half-way to the warning', () => {
    expect(nextWakeAt(signedIn({}, { held: 1 }), policy)).toBe(NOW + (IDLE_MS - WARNING_MS) / 2)
  })
})

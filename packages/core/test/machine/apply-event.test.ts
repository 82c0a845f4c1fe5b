import { describe, expect, test } from 'vitest'
import { minutes, seconds } from '../durations.js'
import { decide, failureNow, NOW, signedIn, signedOut } from './states.js'

const STALE_MS = minutes(1)

describe('activity', () => {
  test.each(['touched', 'extended'] as const)('P7 %s counts, and holds nothing', (type) => {
    const { state, does } = decide(signedIn(), { type }, NOW + seconds(5))

    expect(state.live).toMatchObject({ activeAt: NOW + seconds(5), ownActiveAt: NOW + seconds(5) })
    expect(state.held).toBe(0)
    expect(does).toEqual(['saveActivity'])
  })

  test('P7 a hold counts as activity when it begins and when it ends', () => {
    const held = decide(signedIn(), { type: 'held', by: 1 }, NOW + 1)
    const released = decide(held.state, { type: 'held', by: -1 }, NOW + 2)

    expect([held.state.held, released.state.held]).toEqual([1, 0])
    expect([held.state.live?.activeAt, released.state.live?.activeAt]).toEqual([NOW + 1, NOW + 2])
  })

  test.each(['touched', 'extended', 'woke'] as const)('%s without a session is nothing', (type) => {
    const before = signedOut({ held: 1 })

    const { state, does } = decide(before, { type })

    expect(state).toBe(before)
    expect(does).toEqual([])
  })

  test('a held session writes its activity half-way to the warning, not at each look', () => {
    const held = signedIn({}, { held: 1 })
    const halfway = NOW + minutes(7)

    expect(decide(held, { type: 'woke' }, halfway - 1).does).toEqual([])
    expect(decide(held, { type: 'woke' }, halfway).does).toEqual(['saveActivity'])
    expect(decide(signedIn(), { type: 'woke' }, halfway).does).toEqual([])
  })
})

describe('a page out of sight and back', () => {
  test('P21 a page that is shown again stays as it was, and reads the record', () => {
    const { state, does } = decide(signedIn({}, { visible: false }), { type: 'shown' })

    expect(state).toEqual(signedIn())
    expect(does).toEqual(['readRecord'])
  })

  test('P21 a page from the back/forward cache shows nothing until the record was read', () => {
    const { state, does } = decide(signedIn(), { type: 'restored' })

    expect(state).toEqual(signedIn({}, { status: 'starting' }))
    expect(does).toEqual(['readRecord'])
  })

  test('a page from the cache without a session goes on without one', () => {
    expect(decide(signedOut(), { type: 'restored' }).state).toEqual(signedOut())
  })

  test('hiding a page hurries nothing', () => {
    const failing = signedIn({}, { failure: failureNow() })

    const { state } = decide(failing, { type: 'hidden' })

    expect(state).toEqual({ ...failing, visible: false })
  })

  test.each([
    ['one minute after the server last heard of it', STALE_MS, true, ['readRecord']],
    ['later than that', STALE_MS + 1, true, ['readRecord', 'check']],
    ['later, at a server that cannot be asked cheaply', STALE_MS + 1, false, ['readRecord']],
  ] as const)('a page shown %s asks accordingly', (_when, afterMs, checkOnShow, does) => {
    expect(decide(signedIn(), { type: 'shown' }, NOW + afterMs, { checkOnShow }).does).toEqual(does)
  })
})

describe('P3 a network that comes back', () => {
  test('what waits is tried at once', () => {
    const { state, does } = decide(signedIn({}, { failure: failureNow() }), { type: 'online' })

    expect(state).toMatchObject({ busy: 'refresh', failure: { retryAt: NOW } })
    expect(does).toEqual(['refresh'])
  })

  test('Retry-After is kept to', () => {
    const throttled = signedIn({}, { failure: failureNow({ throttled: true }) })

    expect(decide(throttled, { type: 'online' }).state).toBe(throttled)
  })

  test.each([NOW, NOW - 1])('what is due already stays as it is (%s)', (retryAt) => {
    const due = signedIn({}, { failure: failureNow({ retryAt }), visible: false })

    expect(decide(due, { type: 'online' }).state).toBe(due)
  })
})

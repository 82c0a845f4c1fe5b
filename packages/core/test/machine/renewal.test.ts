import { describe, expect, test } from 'vitest'
import type { Renewal } from '../../src/machine/event.js'
import { minutes } from '../durations.js'
import { decide, failureNow, NOW, signedIn, signedOut } from './states.js'

const windowMs = minutes(20)
const deadlines = { serverIdleAt: Infinity, serverEndsAt: Infinity, serverWindowMs: 0 }

function renewed(renewal: Partial<Renewal>, slid: boolean) {
  const all = { ...deadlines, ...renewal }
  return { type: 'renewed', epoch: 'one', slid, origin: 'here', renewal: all } as const
}

describe('an answer about the running session', () => {
  const failing = signedIn({}, { busy: 'refresh', failure: failureNow(), visible: false })

  test('with a new credential ends the refresh and its failures, and is no activity', () => {
    const { state } = decide(failing, renewed({ generation: 1 }, false), NOW + 5)

    expect(state).toEqual(signedIn({ generation: 1, obtainedAt: NOW + 5 }, { visible: false }))
  })

  test('without one changes deadlines only', () => {
    const serverEndsAt = NOW + minutes(30)
    const { state } = decide(failing, renewed({ serverEndsAt }, false), NOW + 5)

    expect(state).toEqual({ ...failing, live: { ...failing.live, serverEndsAt } })
  })

  test.each([
    [true, NOW + 5],
    [false, NOW],
  ])('says whether the idle timer of the server began anew (%s)', (slid, touchedAt) => {
    expect(decide(failing, renewed({}, slid), NOW + 5).state.live?.touchedAt).toBe(touchedAt)
  })

  test('a shorter rest of an idle timer is not taken for its length', () => {
    const before = signedIn({ serverWindowMs: windowMs })

    expect(decide(before, renewed({ serverWindowMs: 1 }, false)).state.live).toMatchObject({
      serverWindowMs: windowMs,
    })
  })
})

describe('P10 a request of the app', () => {
  test.each([
    ['begins the idle timer of the server anew', NOW + 5, NOW + 5 + windowMs],
    ['sent at the same moment does so, too', NOW, NOW + windowMs],
  ])('%s', (_name, at, serverIdleAt) => {
    const before = signedIn({ serverWindowMs: windowMs, serverIdleAt: NOW + minutes(1) })

    expect(decide(before, { type: 'sent', at }).state.live).toMatchObject({
      touchedAt: at,
      serverIdleAt,
    })
  })

  test.each([
    ['that was sent before a later one', signedIn({ serverWindowMs: windowMs }), NOW - 1],
    ['to a server without an idle timer', signedIn(), NOW + 5],
    ['of a session that is over', signedOut(), NOW + 5],
  ])('%s changes nothing', (_name, before, at) => {
    expect(decide(before, { type: 'sent', at }).state).toBe(before)
  })
})

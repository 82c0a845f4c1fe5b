import { describe, expect, test } from 'vitest'
import { seconds } from '../durations.js'
import { decide, failureNow, liveNow, NOW, signedIn, signedOut } from './states.js'

describe('sign-in', () => {
  const live = liveNow()

  test('the first one replaces nobody', () => {
    const { state, does } = decide(signedOut(), { type: 'signedIn', live, origin: 'here' })

    expect(state).toEqual(signedIn())
    expect(does).toEqual([])
  })

  test('P14 another sign-in ends the one before', () => {
    const next = liveNow({ epoch: 'two', account: 'grace' })
    const { state, effects } = decide(signedIn(), { type: 'signedIn', live: next, origin: 'here' })

    expect(state).toMatchObject({ status: 'signedIn', live: next, deadEpoch: 'one' })
    expect(effects).toMatchObject([{ type: 'finish', epoch: 'one', reason: 'replaced' }])
  })

  test('the same sign-in, found again, ends nothing', () => {
    const again = liveNow({ generation: 3 })
    const restoring = signedIn({}, { busy: 'restore' })
    const { state, does } = decide(restoring, { type: 'signedIn', live: again, origin: 'here' })

    expect(state).toEqual(signedIn({ generation: 3 }))
    expect(does).toEqual([])
  })
})

describe('what an answer says about another sign-in counts for nothing', () => {
  const epoch = 'an older one'

  test('P13 its end', () => {
    const before = signedIn()
    const event = { type: 'ended', epoch, reason: 'rejected', origin: 'server' } as const

    expect(decide(before, event).state).toBe(before)
    expect(decide(signedOut(), event).does).toEqual([])
  })

  test('P13 its renewal', () => {
    const before = signedIn()
    const renewal = { generation: 9, serverIdleAt: 0, serverEndsAt: 0, serverWindowMs: 0 }
    const event = { type: 'renewed', epoch, slid: true, origin: 'here', renewal } as const

    expect(decide(before, event).state).toBe(before)
  })
})

describe('nothing was found', () => {
  const event = { type: 'notSignedIn', reason: 'never', origin: 'here' } as const
  const before = signedOut({ busy: 'restore', deadEpoch: 'older' })

  test('the epoch that could not be restored is no news later', () => {
    expect(decide(before, { ...event, epoch: 'one' }).state.deadEpoch).toBe('one')
  })

  test('without a record, the one that ended last still is none', () => {
    expect(decide(before, { ...event, epoch: undefined }).state.deadEpoch).toBe('older')
  })

  test.each([
    ['end', NOW + seconds(10)],
    ['restore', undefined],
  ] as const)('of what failed before (%s) only a sign-out is still to be sent', (work, retryAt) => {
    const failing = { ...before, failure: failureNow({ work }) }

    expect(decide(failing, { ...event, epoch: undefined }).state.failure?.retryAt).toBe(retryAt)
  })
})

test('work that is done leaves other work alone', () => {
  const refreshing = signedIn({}, { busy: 'refresh' })

  expect(decide(refreshing, { type: 'done', work: 'end' }).state.busy).toBe('refresh')
  expect(decide(refreshing, { type: 'done', work: 'refresh' }).state.busy).toBe(undefined)
})

import { describe, expect, test } from 'vitest'
import { failureAfter } from '../../src/machine/backoff.js'
import { dueWork, keepAliveAt } from '../../src/machine/due-work.js'
import { minutes, seconds } from '../durations.js'
import { decide, failureNow, liveNow, NOW, signedIn, signedOut } from './states.js'

const retryAt = NOW + seconds(10)

describe('a refresh', () => {
  const { refreshAt } = liveNow()

  test('is due ahead of the expiry', () => {
    expect(decide(signedIn({ activeAt: refreshAt }), { type: 'woke' }, refreshAt - 1).does).toEqual(
      [],
    )
    expect(decide(signedIn({ activeAt: refreshAt }), { type: 'woke' }, refreshAt).does).toEqual([
      'refresh',
    ])
  })

  test.each([
    ['P10 a hidden page', signedIn({}, { visible: false })],
    ['P10 an idle user', signedIn({ activeAt: NOW - 1 })],
    [
      'P10 an idle user at a server that failed',
      signedIn({ activeAt: NOW - 1 }, { failure: failureNow() }),
    ],
    ['work under way', signedIn({}, { busy: 'restore' })],
    ['nobody signed in', signedOut()],
  ])('is not due: %s', (_name, state) => {
    expect(dueWork(state)).toEqual({ work: 'refresh', at: Infinity })
  })

  test('that failed is due again when the server may be asked', () => {
    expect(dueWork(signedIn({}, { failure: failureNow() }))).toEqual({
      work: 'refresh',
      at: retryAt,
    })
  })
})

describe('other work that failed', () => {
  test.each([
    ['P13 a queued sign-out', 'end', true, retryAt],
    ['P13 a queued sign-out, in a hidden page as well', 'end', false, retryAt],
    ['a restore', 'restore', true, retryAt],
    ['a restore, but not in a hidden page', 'restore', false, Infinity],
  ] as const)('is due again: %s', (_name, work, visible, at) => {
    const state = signedOut({ failure: failureNow({ work }), visible })

    expect(dueWork(state)).toEqual({ work, at })
  })
})

describe('P10 the server hears of activity that it could not have seen', () => {
  const windowMs = minutes(20)
  const unseen = { serverWindowMs: windowMs, ownActiveAt: NOW + 1 }

  test('within a quarter of its idle timer', () => {
    expect(keepAliveAt(signedIn(unseen))).toBe(NOW + windowMs / 4)
  })

  test.each([
    ['no idle timer', signedIn({ ...unseen, serverWindowMs: 0 })],
    ['no activity since it was asked', signedIn({ ...unseen, ownActiveAt: NOW })],
    ['no activity in this tab', signedIn({ ...unseen, ownActiveAt: NOW - 1 })],
    ['a page that is not checked yet', signedIn(unseen, { status: 'starting' })],
    ['a hidden page', signedIn(unseen, { visible: false })],
    ['no session', signedOut()],
  ])('but not with %s', (_name, state) => {
    expect(keepAliveAt(state)).toBe(Infinity)
  })
})

describe('P3 the time until a server is asked again', () => {
  const answer = { retryAfterMs: 0, field: undefined, jitter: 1 }

  test('doubles with each failure of the same work, up to a minute', () => {
    let failure = failureAfter(undefined, 'refresh', NOW, answer)
    const waits = [failure.retryAt - NOW]
    while (waits.length < 8) {
      failure = failureAfter(failure, 'refresh', NOW, answer)
      waits.push(failure.retryAt - NOW)
    }

    const windows = [1, 2, 4, 8, 16, 32, 60, 60]
    expect(waits).toEqual(windows.map((window) => seconds(window) + 500))
  })

  test('begins anew with other work', () => {
    const before = failureNow({ work: 'restore', attempts: 5 })

    expect(failureAfter(before, 'refresh', NOW, answer).attempts).toBe(1)
  })

  test('is spread over the whole window, above half a second', () => {
    expect(failureAfter(undefined, 'refresh', NOW, { ...answer, jitter: 0 }).retryAt).toBe(
      NOW + 500,
    )
  })

  test('is a minute at least where sending again cannot cure it', () => {
    const wrong = { ...answer, field: 'expires_in', jitter: 0 }

    expect(failureAfter(undefined, 'refresh', NOW, wrong)).toMatchObject({
      retryAt: NOW + minutes(1) + 500,
      field: 'expires_in',
      throttled: false,
    })
  })

  test('is what the server asked for at least', () => {
    const told = { ...answer, retryAfterMs: minutes(2), jitter: 0 }

    expect(failureAfter(undefined, 'refresh', NOW, told)).toMatchObject({
      retryAt: NOW + minutes(2) + 500,
      throttled: true,
    })
  })
})

import { describe, expect, test } from 'vitest'
import { minutes } from '../durations.js'
import { ABSOLUTE_MS, decide, NOW, recordNow, signedIn } from './states.js'

function read(state: ReturnType<typeof signedIn>, record: ReturnType<typeof recordNow>) {
  return decide(state, { type: 'recordRead', record })
}

describe('P7 what other tabs know', () => {
  test.each([
    ['known on neither side', Infinity, Infinity, Infinity],
    ['known there only', Infinity, NOW + 5, NOW + 5],
    ['known here only', NOW + 5, Infinity, NOW + 5],
    ['later there', NOW + 5, NOW + 6, NOW + 6],
    ['later here', NOW + 6, NOW + 5, NOW + 6],
  ])(
    'the idle deadline of a server, %s: the later one holds',
    (_name, serverIdleAt, other, holds) => {
      const { state } = read(signedIn({ serverIdleAt }), recordNow({ serverIdleAt: other }))

      expect(state.live?.serverIdleAt).toBe(holds)
    },
  )

  test('of absolute deadlines the earlier one holds', () => {
    const [sooner, later] = [NOW + ABSOLUTE_MS / 2, NOW + ABSOLUTE_MS]

    for (const [serverEndsAt, other] of [
      [sooner, later],
      [later, sooner],
    ] as const) {
      const { state } = read(signedIn({ serverEndsAt }), recordNow({ serverEndsAt: other }))
      expect(state.live?.serverEndsAt).toBe(sooner)
    }
  })

  test.each([
    ['P7 later activity there counts', NOW - 2, NOW - 1, NOW - 1],
    ['P7 earlier activity there does not', NOW - 1, NOW - 2, NOW - 1],
    ['P6 activity from the future counts as now', NOW - 2, NOW + 9, NOW],
  ])('%s', (_name, activeAt, other, holds) => {
    const before = signedIn({ activeAt, activeSeen: activeAt })
    const { state } = read(before, recordNow({ activeAt: other }))

    expect(state.live).toMatchObject({ activeAt: holds, activeSeen: other })
  })

  test('P6 activity from the future counts once, not at each reading', () => {
    const future = NOW + minutes(60)
    const before = signedIn({ activeAt: NOW - minutes(5), activeSeen: future })

    expect(read(before, recordNow({ activeAt: future })).state.live).toMatchObject({
      activeAt: NOW - minutes(5),
    })
  })
})

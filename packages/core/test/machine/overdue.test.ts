import { describe, expect, test } from 'vitest'
import { overdue } from '../../src/machine/overdue.js'
import type { Policy } from '../../src/machine/policy.js'
import { minutes } from '../durations.js'
import { ABSOLUTE_MS, IDLE_MS, NOW, policy, recordNow } from './states.js'

const idleAt = NOW + IDLE_MS

describe('P8 a session found at the start is over', () => {
  const limitless = { idleTimeoutMs: Infinity, absoluteTimeoutMs: Infinity } as Partial<Policy>
  const reason = (facts: object, now: number, limits: Partial<Policy> = {}) =>
    overdue(recordNow(facts), now, { ...policy, ...limits })

  test.each([
    [-1, undefined],
    [0, 'idle'],
  ])('%s ms from its idle deadline: %s', (ms, expected) => {
    expect(reason({}, idleAt + ms)).toBe(expected)
  })

  test.each([
    [-1, undefined],
    [0, 'absolute'],
  ])('%s ms from its absolute deadline: %s', (ms, expected) => {
    const now = NOW + ABSOLUTE_MS + ms

    expect(reason({ activeAt: now - 1 }, now)).toBe(expected)
  })

  test("not by the server's idle deadline alone: the server is asked", () => {
    expect(reason({ serverIdleAt: NOW + 1 }, NOW + 2)).toBe(undefined)
    expect(reason({ serverIdleAt: NOW + 1 }, NOW + 2, limitless)).toBe(undefined)
  })

  test('P6 activity from the future counts as now', () => {
    expect(reason({ activeAt: NOW + minutes(60) }, NOW)).toBe(undefined)
  })
})

import { describe, expect, test } from 'vitest'
import type { Use } from '../../../playground/e2e/soak-ledger.ts'
import { createLives } from '../../../playground/e2e/soak-lives.ts'
import { chanceOf } from '../../../playground/e2e/soak-random.ts'
import { findReuses } from '../../../playground/e2e/soak-reuses.ts'
import { SOAK_LIMITS } from '../../../playground/e2e/soak-ways.ts'

const minutes = (count: number): number => count * 60_000
const first: Use = {
  way: 'sealed',
  tab: 't1',
  request: 1,
  token: 'spent',
  at: 0,
  endedAt: 50,
  status: 200,
  answered: true,
}
const again: Use = { ...first, tab: 't2', at: 9_000, status: 400 }
const excuses = (...given: Parameters<typeof findReuses>) =>
  findReuses(...given).map(({ excuse }) => excuse)

describe('P1 a spent token that is sent again', () => {
  test('has no excuse where the answer arrived', () => {
    expect(excuses([first, again], [], [])).toEqual([undefined])
  })

  test('is excused where a fault took the answer', () => {
    const fault = { kind: 'reset-after', route: 'refresh' } as const

    expect(excuses([{ ...first, answered: false, fault }, again], [], [])).toEqual(['reset-after'])
  })

  test('is excused where the tab died with the answer, not where it died long after', () => {
    const killed = { tab: 't1', what: 'killed', from: 40, until: 140 }
    const later = { ...killed, from: 5_000, until: 5_100 }

    expect(excuses([first, again], [killed], [])).toEqual(['its tab was killed'])
    expect(excuses([first, again], [later], [])).toEqual([undefined])
  })

  test('is excused where its page gave the request up after 8 s, not earlier', () => {
    const givenUp = { way: 'sealed', tab: 't1', request: 1, tookMs: 8_000 }
    const early = { ...givenUp, tookMs: 1_000 }

    expect(excuses([first, again], [], [givenUp])).toEqual(['given up after 8 s'])
    expect(excuses([first, again], [], [early])).toEqual([undefined])
  })

  test('is none where the server refused it before it was spent', () => {
    const refused: Use = { ...first, status: 503 }

    expect(excuses([refused, again], [], [])).toEqual([])
  })
})

describe('P3 the end of a session', () => {
  const end = { kind: 'signedOut', way: 'cookie', id: 'one' } as const

  test('is wrong for no reason, and for another reason than there was', () => {
    const lives = createLives()
    lives.begin('cookie', 'one', 0)
    lives.cause('cookie', 'requested', minutes(2))

    expect(lives.judge({ ...end, reason: 'requested', at: minutes(1) })).toContain('lived')
    expect(lives.judge({ ...end, reason: 'rejected', at: minutes(3) })).toContain(
      'known: requested',
    )
    expect(lives.judge({ ...end, reason: 'requested', at: minutes(3) })).toBe(undefined)
  })

  test('is right when nobody had touched anything for long enough', () => {
    const lives = createLives()
    lives.begin('cookie', 'one', 0)
    lives.touched(minutes(3))

    const idleAt = minutes(3) + SOAK_LIMITS.idleMs
    expect(lives.judge({ ...end, reason: 'idle', at: idleAt })).toBe(undefined)
    expect(lives.judge({ ...end, reason: 'idle', at: idleAt - minutes(1) })).toContain('lived')
  })
})

test('the same seed and step bring the same, whatever was drawn before', () => {
  const draw = (): number[] => [chanceOf(7, 3).next(), chanceOf(7, 4).next(), chanceOf(8, 3).next()]

  expect(draw()).toEqual(draw())
  expect(new Set(draw()).size).toBe(3)
})

import { expect, test } from 'vitest'
import { createKnownTokens } from '../../src/strategies/known-tokens.js'
import type { Tokens } from '../../src/strategies/tokens.js'
import { minutes } from '../durations.js'

const tokens = (name: string, expiresAt?: number): Tokens => ({
  accessToken: name,
  refreshToken: undefined,
  grant: { account: 'ada', claims: {}, ...(expiresAt !== undefined && { expiresAt }) },
})

function knownTokens() {
  let at = 0
  const known = createKnownTokens({ now: () => at })
  const names = () => [...known.secrets()]
  return { known, names, advance: (ms: number) => void (at += ms) }
}

test('P17 a token is known a minute longer than it lasts, for the clock of its server may be late', () => {
  const { known, names, advance } = knownTokens()
  known.add(tokens('first', minutes(5)))

  advance(minutes(6))
  known.add(tokens('second', minutes(60)))
  expect(names()).toEqual(['first', 'second'])

  advance(1)
  known.add(tokens('third', minutes(60)))
  expect(names()).not.toContain('first')
  expect(names()).toContain('second')
})

test('P17 a token whose server does not say how long it lasts is known for an hour', () => {
  const { known, names, advance } = knownTokens()
  known.add(tokens('first'))

  advance(minutes(61))
  known.add(tokens('second'))
  expect(names()).toContain('first')

  advance(1)
  known.add(tokens('third'))
  expect(names()).not.toContain('first')
})

test('P17 tokens that are taken up again and again are known once, for as long as the last says', () => {
  const { known, names, advance } = knownTokens()
  known.add(tokens('first', minutes(5)))
  known.add(tokens('first', minutes(9)))
  expect(names()).toEqual(['first'])

  advance(minutes(10))
  known.add(tokens('second'))
  expect(names()).toEqual(['first', 'second'])
})

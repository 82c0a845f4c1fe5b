import { expect, test } from 'vitest'
import { createKnownSecrets } from '../../src/strategies/known-secrets.js'
import type { Tokens } from '../../src/strategies/tokens.js'
import { minutes } from '../durations.js'

const tokens = (name: string, expiresAt?: number): Tokens => ({
  accessToken: `access-${name}`,
  refreshToken: `refresh-${name}`,
  grant: { account: 'ada', claims: {}, ...(expiresAt !== undefined && { expiresAt }) },
})

function knownSecrets() {
  let at = 0
  const known = createKnownSecrets({ now: () => at })
  return { known, advance: (ms: number) => void (at += ms) }
}

test('P17 a token is known a minute longer than it lasts, for the clock of its server may be late', () => {
  const { known, advance } = knownSecrets()
  known.add(tokens('first', minutes(5)))

  advance(minutes(6))
  known.add(tokens('second', minutes(60)))
  expect(known.all()).toEqual(['access-first', 'refresh-first', 'access-second', 'refresh-second'])

  advance(1)
  known.add(tokens('third', minutes(60)))
  expect(known.all()).not.toContain('access-first')
  expect(known.all()).toContain('access-second')
})

test('P17 a token whose server does not say how long it lasts is known for an hour', () => {
  const { known, advance } = knownSecrets()
  known.add(tokens('first'))

  advance(minutes(61))
  known.add(tokens('second'))
  expect(known.all()).toContain('access-first')

  advance(1)
  known.add(tokens('third'))
  expect(known.all()).not.toContain('access-first')
})

import { describe, expect, test } from 'vitest'
import type { Grant } from '../../src/ports/strategy.js'
import type { Engine } from '../../src/runtime/engine.js'
import { expiry, isOther, recordFactsOf, renewalOf } from '../../src/runtime/grant-facts.js'
import { hours, minutes, seconds } from '../durations.js'
import { liveNow, NOW } from '../machine/states.js'

const grant: Grant = { account: 'ada', claims: {} }

function engineWith(random: number): Engine {
  return { now: () => NOW, ports: { crypto: { random: () => random } } } as unknown as Engine
}

describe('P14 a grant is of another sign-in', () => {
  test.each([
    ['same account, no public names', undefined, {}, false],
    ['same account, a public name here only', 'one', {}, false],
    ['same account, a public name there only', undefined, { reference: 'one' }, false],
    ['same account, same public name', 'one', { reference: 'one' }, false],
    ['same account, another public name', 'one', { reference: 'two' }, true],
    ['another account', undefined, { account: 'grace' }, true],
    ['another account, same public name', 'one', { account: 'grace', reference: 'one' }, true],
  ] as const)('%s: %s %j %s', (_name, reference, facts, other) => {
    expect(isOther(liveNow({ reference }), { ...grant, ...facts })).toBe(other)
  })
})

describe('what a grant changes', () => {
  test('a silent server changes nothing but what it does not know', () => {
    expect(renewalOf(engineWith(0.5), grant)).toStrictEqual({
      serverIdleAt: Infinity,
      serverEndsAt: Infinity,
      serverWindowMs: 0,
    })
    expect(recordFactsOf(grant).serverDeadlines).toStrictEqual({})
  })

  test('what a server says is taken', () => {
    const [serverIdleAt, serverEndsAt] = [NOW + minutes(20), NOW + hours(8)]
    const told = { ...grant, reference: 'one', serverIdleAt, serverEndsAt }

    expect(renewalOf(engineWith(0.5), told)).toEqual({
      reference: 'one',
      serverIdleAt,
      serverEndsAt,
      serverWindowMs: minutes(20),
    })
    expect(recordFactsOf(told)).toMatchObject({
      reference: 'one',
      serverDeadlines: { idleAt: serverIdleAt, endsAt: serverEndsAt },
    })
  })

  test('a credential is renewed a tenth of its life ahead, a minute at most, with jitter', () => {
    const expiresAt = NOW + seconds(100)

    expect(renewalOf(engineWith(0.5), { ...grant, expiresAt })).toMatchObject({
      expiresAt,
      refreshAt: expiresAt - seconds(10),
    })
    expect(expiry(engineWith(0), NOW + hours(1)).refreshAt).toBe(NOW + hours(1) - seconds(45))
    expect(expiry(engineWith(1), NOW + hours(1)).refreshAt).toBe(NOW + hours(1) - seconds(75))
  })
})

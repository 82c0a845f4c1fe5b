import { expect, test } from 'vitest'
import { governing, parsePolicies } from '../../src/doctor/csp.js'
import { matchesList } from '../../src/doctor/source-list.js'

test('of two directives with one name the first one counts, in any case', () => {
  const [policy] = parsePolicies("Script-Src 'self';; script-src *;\tIMG-SRC a.test\n b.test ")

  expect(Object.fromEntries(policy!)).toEqual({
    'script-src': ["'self'"],
    'img-src': ['a.test', 'b.test'],
  })
})

test('a header can hold several policies; empty ones are none', () => {
  const policies = parsePolicies("default-src 'self', , frame-src a.test; , ;")

  expect(policies.map((policy) => [...policy.keys()])).toEqual([['default-src'], ['frame-src']])
})

test('a directive that is not ASCII is none', () => {
  expect(parsePolicies('script-src é.test; img-src a.test').map((one) => [...one.keys()])).toEqual([
    ['img-src'],
  ])
})

test('workers are governed by the first that is there of four directives', () => {
  const [policy] = parsePolicies('default-src a.test; script-src b.test')

  expect(governing(policy!, 'worker-src')).toEqual({ name: 'script-src', values: ['b.test'] })
  expect(governing(policy!, 'frame-src')?.name).toBe('default-src')
  expect(governing(policy!, 'frame-ancestors')).toBeUndefined()
})

// The list, the address, and whether the one names the other for a page at https://app.test.
const LISTS: readonly (readonly [string, string, boolean])[] = [
  ["'self'", 'https://app.test', true],
  ["'SELF'", 'https://app.test', true],
  ["'self'", 'https://app.test:8443', false],
  ["'none'", 'https://app.test', false],
  ['', 'https://app.test', false],
  ['*', 'https://other.test', true],
  ['https:', 'https://other.test', true],
  ['https:', 'http://other.test', false],
  ['http:', 'https://other.test', true],
  ['other.test', 'https://other.test', true],
  ['OTHER.test', 'https://other.test', true],
  ['other.test', 'http://other.test', false],
  ['http://other.test', 'https://other.test', true],
  ['https://other.test', 'https://other.test:8443', false],
  ['https://other.test:8443', 'https://other.test:8443', true],
  ['https://other.test:443', 'https://other.test', true],
  ['other.test:*', 'https://other.test:8443', true],
  ['*.other.test', 'https://api.other.test', true],
  ['*.other.test', 'https://other.test', false],
  ['*.other.test', 'https://evilother.test', false],
  ['https://other.test/v1/', 'https://other.test', true],
  ["'nonce-abc' 'strict-dynamic'", 'https://other.test', false],
]

test.each(LISTS)('a list of %s and the address %s: %s', (list, url, named) => {
  const values = list.split(' ').filter(Boolean)

  expect(matchesList(values, new URL(url), new URL('https://app.test'))).toBe(named)
})

test("'self' of a page over http stands for its https too", () => {
  const [http, https] = [new URL('http://app.test'), new URL('https://app.test')]

  expect(matchesList(["'self'"], https, http)).toBe(true)
  expect(matchesList(["'self'"], http, https)).toBe(false)
})

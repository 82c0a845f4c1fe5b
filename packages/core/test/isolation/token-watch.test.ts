import { expect, test } from 'vitest'
import { createTokenWatch } from '../../src/isolation/token-watch.js'

const SECRET = 'eyJhbGciOiJFUzI1NiJ9.payload.signature'
const KB = 1_024
const bytes = (text: string) => new TextEncoder().encode(text)
const watch = () => createTokenWatch(() => ['other', SECRET])

test('a token in a header, whichever, is seen', () => {
  expect(() => watch().headers(new Headers({ 'x-echo': `Bearer ${SECRET}` }))).toThrow(/withheld/)
  expect(() => watch().headers(new Headers({ 'x-echo': 'Bearer' }))).not.toThrow()
})

test.each([1, 7, 20, SECRET.length - 1])(
  'a token is seen over the border of pieces, at %i',
  (at) => {
    const watching = watch()
    watching.body(bytes(`some text ${SECRET.slice(0, at)}`))

    expect(() => watching.body(bytes(`${SECRET.slice(at)} more`))).toThrow(/withheld/)
  },
)

test('a token is seen in pieces of one byte each', () => {
  const watching = watch()

  expect(() => {
    for (const letter of `x${SECRET}`) watching.body(bytes(letter))
  }).toThrow(/withheld/)
})

test('what comes after the first 64 kB passes, and what ends there is seen', () => {
  const late = watch()
  late.body(bytes('x'.repeat(64 * KB)))
  expect(() => late.body(bytes(SECRET))).not.toThrow()

  const last = watch()
  last.body(bytes('x'.repeat(64 * KB - SECRET.length)))
  expect(() => last.body(bytes(SECRET))).toThrow(/withheld/)
})

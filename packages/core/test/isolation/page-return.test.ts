import { expect, test } from 'vitest'
import { mayLeave, safeReturnTo, takeReturn } from '../../src/isolation/page-return.js'
import { createTestBrowsing } from '../../src/testing/browsing.js'

const REDIRECT_URI = 'https://app.example.com/back'
const PAGE = 'https://app.example.com/orders'

test('P16 a return is out of the address at once, and what is not of it stays', () => {
  const browsing = createTestBrowsing(
    `${REDIRECT_URI}?tab=2&code=c&state=r.s&iss=https%3A%2F%2Flogin.example.com#part`,
  )

  const taken = takeReturn(browsing, REDIRECT_URI)

  expect(browsing.url()).toBe(`${REDIRECT_URI}?tab=2#part`)
  expect(taken).toEqual({
    url: `${REDIRECT_URI}?tab=2&code=c&state=r.s&iss=https%3A%2F%2Flogin.example.com#part`,
    elsewhere: false,
  })
})

test.each([
  ['another page', `${PAGE}?code=c&state=r.s`],
  ['a code without state', `${REDIRECT_URI}?code=c`],
  ['a state alone', `${REDIRECT_URI}?state=r.s`],
  ['nothing', REDIRECT_URI],
])('%s is no return', (_name, url) => {
  const browsing = createTestBrowsing(url)

  expect(takeReturn(browsing, REDIRECT_URI)).toBeUndefined()
  expect(browsing.url()).toBe(url)
})

test.each(['p.s', 'f.s'])(
  'a return of a popup or a frame (%s) is for the page that waits',
  (state) => {
    const browsing = createTestBrowsing(`${REDIRECT_URI}?error=login_required&state=${state}`)

    expect(takeReturn(browsing, REDIRECT_URI)).toMatchObject({ elsewhere: true })
  },
)

test.each([
  ['/orders?page=2', 'https://app.example.com/orders?page=2'],
  ['https://app.example.com/x', 'https://app.example.com/x'],
  ['//evil.example.com', undefined],
  ['\\\\evil.example.com', undefined],
  ['/\\evil.example.com', undefined],
  ['https:evil.example.com', 'https://app.example.com/evil.example.com'],
  ['https://app.example.com@evil.example.com', undefined],
  ['https://app.example.com.evil.example.com', undefined],
  ['http://app.example.com/', undefined],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['\t//evil.example.com', undefined],
  ['https://[', undefined],
])('P20 an app goes on at its own origin only: %s', (returnTo, expected) => {
  expect(safeReturnTo(returnTo, 'https://app.example.com/')).toBe(expected)
})

test('of two sessions in a page that came back, only the one with the return may send it off again', () => {
  const browsing = createTestBrowsing(`${REDIRECT_URI}?code=c&state=r.s`)
  const first = takeReturn(browsing, REDIRECT_URI)
  const second = takeReturn(browsing, REDIRECT_URI)

  expect(mayLeave(browsing, first)).toBe(true)
  expect(second).toBeUndefined()
  expect(mayLeave(browsing, second)).toBe(false)
})

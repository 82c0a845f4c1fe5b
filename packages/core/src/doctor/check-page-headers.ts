import { isLoopback } from '../runtime/safe-address.js'
import { type Finding, verdictOf } from './finding.js'
import type { Scene } from './scene.js'

const YEAR_SECONDS = 31_536_000

const REFERRERS: Readonly<Record<string, 'tight' | 'origin' | 'leaking'>> = {
  'no-referrer': 'tight',
  'same-origin': 'tight',
  'strict-origin': 'origin',
  origin: 'origin',
  'strict-origin-when-cross-origin': 'origin',
  'origin-when-cross-origin': 'origin',
  'no-referrer-when-downgrade': 'leaking',
  'unsafe-url': 'leaking',
}

/** What the page's headers say of referrers, of keeping the page, and of https. */
export function checkPageHeaders({ page, options }: Scene): Finding[] {
  if (page === undefined) return []
  const { headers } = page
  return [checkReferrer(headers), checkCaching(headers), checkHsts(headers, options.document)]
}

function checkReferrer(headers: Headers): Finding {
  const { ok, advice, problem } = verdictOf('referrer-policy', 'RFC 9700, section 4.2')
  const given = (headers.get('referrer-policy') ?? '').toLowerCase().split(',')
  // Referrer Policy, section 8.1: of several the last one that is known counts.
  const value = given
    .map((one) => one.trim())
    .filter((one) => Object.hasOwn(REFERRERS, one))
    .at(-1)
  if (value === undefined) {
    return advice('No Referrer-Policy header: the browser decides. Say no-referrer.')
  }
  return REFERRERS[value] === 'leaking'
    ? problem(
        `Referrer-Policy is ${value}: other sites see the page's whole address, with what a provider put there. Say no-referrer.`,
      )
    : ok(`Referrer-Policy is ${value}; other sites see no path and no query.`)
}

function checkCaching(headers: Headers): Finding {
  const { ok, advice } = verdictOf(
    'cache-control',
    'OWASP Session Management Cheat Sheet, "Web Content Caching"',
  )
  const values = (headers.get('cache-control') ?? '').toLowerCase().split(',')
  return values.some((value) => value.trim() === 'no-store')
    ? ok('The page is kept in no cache.')
    : advice(
        "The page may be kept in caches. That is fine for one that is the same for everybody; say Cache-Control: no-store where it holds a user's data.",
      )
}

function checkHsts(headers: Headers, document: string): Finding {
  const { ok, advice, problem } = verdictOf('hsts', 'RFC 6797, section 6.1')
  const url = new URL(document)
  if (url.protocol !== 'https:') {
    return isLoopback(url)
      ? ok('The page is on loopback over http, where the header means nothing.')
      : problem('The page came over http, where anybody on the way can change it. Use https.')
  }
  const given = headers.get('strict-transport-security') ?? ''
  const seconds = Number(/(?:^|;)\s*max-age\s*=\s*"?(\d+)"?\s*(?:;|$)/i.exec(given)?.[1] ?? 0)
  if (seconds === 0) {
    return problem(
      'No Strict-Transport-Security: a first visit over http can be intercepted. Say max-age=31536000; includeSubDomains.',
    )
  }
  return seconds < YEAR_SECONDS
    ? advice(`Strict-Transport-Security lasts ${seconds} seconds only. Say a year: 31536000.`)
    : ok('The browser comes over https for a year or more.')
}

import type { Outcome } from '../ports/strategy.js'

const MAX_RETRY_AFTER_MS = 3_600_000

/** When in a session's life a server is asked: a 401 means something else before it began. */
export type Stage = 'start' | 'later'

/** Turns what a server said into an outcome: the one place that knows status codes. */
export async function outcomeOf<T>(
  answer: Promise<Response>,
  stage: Stage,
  now: () => number,
  parse: (body: unknown) => Outcome<T> | Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  let response: Response
  let text: string
  try {
    response = await answer
    text = await response.text()
  } catch {
    return { kind: 'unavailable' }
  }
  if (response.ok) return parseBody(text, response.status, parse)
  return refusalOf(response, text, stage, now)
}

/**
 * Whether a server ended a session. What it says beside the status code is not looked at (RFC 7009, section 2.2).
 *
 * A page of HTML is none of its answers: a captive portal said that, and the session still stands.
 */
export function endOutcomeOf(
  answer: Promise<Response>,
  now: () => number,
): Promise<Outcome<undefined>> {
  const told = answer.then((response) => {
    const isPage = response.headers.get('content-type')?.includes('text/html') === true
    return response.ok && !isPage ? new Response(null, { status: 204 }) : response
  })
  return outcomeOf<undefined>(told, 'later', now, () => ENDED)
}

const ENDED = { kind: 'ok', value: undefined } as const

function parseBody<T>(
  text: string,
  status: number,
  parse: (body: unknown) => Outcome<T> | Promise<Outcome<T>>,
): Outcome<T> | Promise<Outcome<T>> {
  const body = status === 204 ? undefined : readJson(text)
  // Where JSON is due, anything else comes from somebody in between: a captive portal, a proxy's page.
  return body === NOT_JSON ? { kind: 'unavailable' } : parse(body)
}

function refusalOf(
  response: Response,
  text: string,
  stage: Stage,
  now: () => number,
): Outcome<never> {
  const { status } = response
  const wait = response.headers.get('retry-after')
  if (response.type === 'opaqueredirect') return { kind: 'misconfigured', field: 'redirect' }
  if (status === 401) return { kind: stage === 'start' ? 'none' : 'rejected' }
  if (status === 429 || (status === 503 && wait !== null)) {
    return { kind: 'throttled', retryAfterMs: retryAfterMs(wait, now()) }
  }
  if (status === 408 || status === 425 || status >= 500) return { kind: 'unavailable' }
  // RFC 6749, section 5.2
  const { error } = (readJson(text) ?? {}) as { error?: unknown }
  if (error === 'invalid_grant') return { kind: 'rejected' }
  return { kind: 'misconfigured', field: `HTTP ${status}` }
}

const NOT_JSON = Symbol('not JSON')

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return NOT_JSON
  }
}

// RFC 9110, section 10.2.3: seconds or a date.
function retryAfterMs(value: string | null, now: number): number {
  if (value === null) return 0
  const seconds = Number(value)
  const ms = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1_000
  return Math.min(Math.max(ms || 0, 0), MAX_RETRY_AFTER_MS)
}

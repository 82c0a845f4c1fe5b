import type { Failure, Work } from './state.js'

const BASE_MS = 1_000
const FLOOR_MS = 500
const CAP_MS = 60_000
const MISCONFIGURED_MS = 60_000

/**
 * When to ask the server again: exponential, capped, with full jitter over a small floor.
 *
 * `Retry-After` is the least wait; what sending again cannot cure is tried once a minute.
 */
export function failureAfter(
  before: Failure | undefined,
  work: Work,
  now: number,
  answer: {
    readonly retryAfterMs: number
    readonly field: string | undefined
    readonly jitter: number
  },
): Failure {
  const attempts = before?.work === work ? before.attempts + 1 : 1
  const window = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempts - 1, 16))
  const slow = answer.field === undefined ? 0 : MISCONFIGURED_MS
  return {
    work,
    attempts,
    retryAt: now + Math.max(answer.retryAfterMs, slow) + FLOOR_MS + answer.jitter * window,
    throttled: answer.retryAfterMs > 0,
    field: answer.field,
  }
}

import { SessionError } from '../errors.js'
import type { Outcome } from '../ports/strategy.js'

/** What a renewal that did not succeed means to the caller who needed it. */
export function failureError(outcome: Exclude<Outcome<unknown>, { kind: 'ok' }>): SessionError {
  switch (outcome.kind) {
    case 'none':
      return new SessionError('signed_out')
    case 'rejected':
      return new SessionError('refresh_rejected')
    case 'misconfigured':
      return new SessionError('misconfigured', { field: outcome.field })
    default:
      return new SessionError('refresh_unavailable')
  }
}

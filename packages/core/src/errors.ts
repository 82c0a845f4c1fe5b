const MESSAGES = {
  not_in_browser:
    'There is no browser here; call this on the client, not while rendering on a server.',
  signed_out: 'There is no session, or it ended meanwhile; sign in first.',
  origin_not_allowed:
    'The address is not on an allowed origin; add its origin to `allowedOrigins`.',
  redirect_refused:
    'The server redirected a request that carries a credential; call the final address.',
  no_token: 'A cookie session has no token; use `session.fetch`.',
  token_isolated: 'The token stays in the worker; use `session.fetch`.',
  refresh_rejected: 'The server refused to renew the session; sign in again.',
  refresh_unavailable: 'The session could not be renewed just now; it is kept and tried again.',
  misconfigured: 'The server answered unexpectedly; compare its answer with the docs.',
  sign_in_failed: 'The server refused the sign-in; check what was sent.',
  callback_invalid: 'The answer belongs to no sign-in of this browser; start again.',
  sign_in_loop:
    'Sign-in was started again and again without a session; check the redirect address.',
  popup_blocked: 'The browser blocked the popup; call `signIn` from a click.',
  step_up_required: 'The server asks for stronger authentication; call `session.reauthenticate`.',
  step_up_failed: 'The stronger authentication was not reached, or another account signed in.',
  vault_unavailable:
    'The worker did not start; serve @latchkey/core/vault as `isolation.workerUrl`, check the CSP.',
  vault_url: 'The worker file is not on this origin; serve a copy and pass `isolation.workerUrl`.',
  disposed: 'The session object was disposed; create a new one.',
} as const

/** The closed list of things that can go wrong, one code each; switch over it. */
export type SessionErrorCode = keyof typeof MESSAGES

/** What else a `SessionError` can say. */
export interface SessionErrorDetails {
  /** The option, or the field of the server's answer, that is wrong. */
  readonly field?: string
  /** Whether the same call can succeed later without a change. Default: only for `refresh_unavailable`. */
  readonly retryable?: boolean
  /** Another sentence than the code's own; never with a token, a query or user data in it. */
  readonly message?: string
  readonly cause?: unknown
}

/**
 * Every failure that Latchkey reports, with a `code` to switch over and a sentence that says what to do.
 *
 * Safe to log: it holds no token, no request and no address with a query.
 */
export class SessionError extends Error {
  override readonly name = 'SessionError' as const
  readonly code: SessionErrorCode
  readonly retryable: boolean
  readonly field?: string

  constructor(code: SessionErrorCode, details: SessionErrorDetails = {}) {
    const place = details.field === undefined ? '' : ` (field: ${details.field})`
    super((details.message ?? MESSAGES[code]) + place, causeOf(details.cause))
    this.code = code
    this.retryable = details.retryable ?? code === 'refresh_unavailable'
    if (details.field !== undefined) this.field = details.field
  }
}

/** Tells a `SessionError`, also one that came from another realm or another copy of the package. */
export function isSessionError(value: unknown): value is SessionError {
  const error = value as Partial<SessionError> | null | undefined
  return (
    error?.name === 'SessionError' &&
    typeof error.code === 'string' &&
    Object.hasOwn(MESSAGES, error.code)
  )
}

// A foreign error can hold a Request with its headers, or an address with a query: only its name is kept.
function causeOf(cause: unknown): ErrorOptions | undefined {
  if (cause === undefined) return undefined
  if (isSessionError(cause)) return { cause }
  return { cause: { name: cause instanceof Error ? cause.name : typeof cause } }
}

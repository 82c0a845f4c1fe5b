import { isSessionError, SessionError, type SessionErrorCode } from '../errors.js'

/** An error as it crosses: rebuilt from its parts, for the original may hold a request with its headers. */
export interface WireError {
  readonly name: 'SessionError' | 'TypeError' | 'AbortError'
  readonly code?: SessionErrorCode
  readonly field?: string
  readonly retryable?: boolean
  readonly message?: string
}

/** Takes from an error what the page may know. */
export function packError(error: unknown): WireError {
  if (isSessionError(error)) {
    const { code, field, retryable, message } = error
    const place = field === undefined ? '' : ` (field: ${field})`
    return {
      name: 'SessionError',
      code,
      retryable,
      message: message.endsWith(place) ? message.slice(0, message.length - place.length) : message,
      ...(field !== undefined && { field }),
    }
  }
  const name = (error as { name?: unknown } | null)?.name
  if (name === 'AbortError') return { name }
  // What `fetch` throws when nothing was answered says no more than its name anywhere.
  return { name: 'TypeError', message: `The request got no answer (${String(name)}).` }
}

/** Makes the error again, in this realm. */
export function unpackError({ name, code, ...details }: WireError): Error {
  if (name === 'SessionError' && code !== undefined) return new SessionError(code, details)
  if (name === 'AbortError') return new DOMException('The request was aborted.', name)
  return new TypeError(details.message ?? 'The request got no answer.')
}

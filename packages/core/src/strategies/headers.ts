/** Says that a request was made by script of an allowed origin: a cross-site form cannot send it. */
export const CSRF_HEADER = 'latchkey-csrf'
/** The session that a request means, by its public name. */
export const SESSION_HEADER = 'latchkey-session'
/** Asks the server to slide no idle timer. */
export const PASSIVE_HEADER = 'latchkey-passive'

// RFC 9110, section 9.2.1
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS', 'TRACE']

/** Whether the method promises to change nothing. */
export function isSafe(method: string): boolean {
  return SAFE_METHODS.includes(method)
}

/** Sets a header, or removes the caller's where there is no value. */
export function put(headers: Headers, name: string, value: string | undefined): void {
  if (value === undefined) headers.delete(name)
  else headers.set(name, value)
}

/** A request that the server refuses; becomes this status and `{ error, message }`. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly statusCode: number
  /** What a client switches on; RFC 6749 names where there is one. */
  readonly error: string

  constructor(statusCode: number, error: string, message: string) {
    super(message)
    this.statusCode = statusCode
    this.error = error
  }
}

/** Nobody is signed in, or what was sent to prove it is no longer good. */
export function unauthorized(message: string): Refusal {
  return new Refusal(401, 'unauthorized', message)
}

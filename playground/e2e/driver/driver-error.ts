/** What the browser's driver refused, with the error code of the WebDriver specification. */
export class DriverError extends Error {
  override readonly name = 'DriverError'
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(`${code}: ${message}`, options)
    this.code = code
  }
}

/** The app's limits, resolved. `Infinity`: no such limit here. */
export interface Limits {
  readonly idleTimeoutMs: number
  readonly warningMs: number
  readonly absoluteTimeoutMs: number
}

export interface Policy extends Limits {
  /** Whether the server can be asked cheaply if the session stands, when the page is shown again. */
  readonly checkOnShow: boolean
}

/** The app's limits, resolved. `Infinity`: no such limit here. */
export interface Policy {
  readonly idleTimeoutMs: number
  readonly warningMs: number
  readonly absoluteTimeoutMs: number
  /** Whether the server can be asked cheaply if the session stands, when the page is shown again. */
  readonly checkOnShow: boolean
}

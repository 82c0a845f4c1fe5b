/** How long things live at this server; the demo page and the tests change them while it runs. */
export interface Limits {
  /** Ends a session after this long without activity. */
  idleMs: number
  /** Ends a session this long after sign-in, however active the user is. */
  absoluteMs: number
  /** How long a cookie session opens the API before `POST /session/refresh` is due. */
  credentialMs: number
  /** How long an access token opens the API. */
  accessTokenMs: number
  /**
   * How long a spent refresh token may be sent again. 0: never, which is strict rotation.
   *
   * The id of a cookie session that was rotated stays good that long too, and ten seconds at least.
   */
  graceMs: number
}

const MINUTE_MS = 60_000

/** What holds until somebody changes it. */
export const DEFAULT_LIMITS: Readonly<Limits> = Object.freeze({
  idleMs: 15 * MINUTE_MS,
  absoluteMs: 12 * 60 * MINUTE_MS,
  credentialMs: 5 * MINUTE_MS,
  accessTokenMs: 5 * MINUTE_MS,
  graceMs: 0,
})

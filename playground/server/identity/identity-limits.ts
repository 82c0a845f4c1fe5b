/** How long things live at the identity server. In real time: the provider knows no other. */
export interface IdentityLimits {
  /** How long an access token opens the API; whole seconds are what a token can say. */
  accessTokenMs: number
  /** How long a family of refresh tokens lives; rotation does not prolong it. */
  refreshTokenMs: number
  /** How long a spent refresh token may be sent again. 0: never, which is strict rotation. */
  refreshGraceMs: number
  /** How long the identity server remembers who signed in. */
  sessionMs: number
}

const HOUR_MS = 3_600_000

/** What holds until somebody changes it. */
export const DEFAULT_IDENTITY_LIMITS: Readonly<IdentityLimits> = Object.freeze({
  accessTokenMs: 60_000,
  refreshTokenMs: 12 * HOUR_MS,
  refreshGraceMs: 0,
  sessionMs: 12 * HOUR_MS,
})

/** A limit in the seconds that the protocol speaks; at least one. */
export function secondsOf(ms: number): number {
  return Math.max(1, Math.round(ms / 1000))
}

import type { LimitsName } from './choice.ts'

/** What one name of limits means, in milliseconds, for the page and for the server. */
export interface PlaygroundLimits {
  readonly idle: { readonly timeoutMs: number; readonly warningMs: number }
  readonly absoluteTimeoutMs: number
  /** How long an access token, or a cookie session's credential, opens the API. */
  readonly credentialMs: number
}

const MINUTE_MS = 60_000

/** The limits that the page offers. */
export const LIMITS: Readonly<Record<LimitsName, PlaygroundLimits>> = Object.freeze({
  long: {
    idle: { timeoutMs: 15 * MINUTE_MS, warningMs: MINUTE_MS },
    absoluteTimeoutMs: 12 * 60 * MINUTE_MS,
    credentialMs: 5 * MINUTE_MS,
  },
  short: {
    // WCAG 2.2.1 wants twenty seconds to answer a warning.
    idle: { timeoutMs: 30_000, warningMs: 20_000 },
    absoluteTimeoutMs: 10 * MINUTE_MS,
    credentialMs: 8_000,
  },
})

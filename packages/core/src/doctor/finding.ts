/** Every check there is, in the order of the findings; packages/docs/doctor.md says what each means. */
export const CHECKS = [
  'secure-context',
  'web-locks',
  'broadcast-channel',
  'indexed-db',
  'shared-worker',
  'worker',
  'page',
  'csp',
  'script-src',
  'worker-src',
  'connect-src',
  'frame-src',
  'frame-ancestors',
  'trusted-types',
  'coop',
  'coep',
  'referrer-policy',
  'cache-control',
  'hsts',
  'worker-file',
  'worker-csp',
  'redirect-uri',
  'discovery',
  'issuer',
  'endpoints',
  'pkce',
  'response-iss',
  'dpop',
  'refresh-token',
  'revocation',
  'sign-out',
  'par',
  'response-modes',
  'token-endpoint',
  'same-site',
] as const

/** What was looked at. */
export type Check = (typeof CHECKS)[number]

/**
 * One thing that the doctor looked at; frozen, and safe to log.
 *
 * `problem`: something will not work, or a wall that Latchkey counts on is missing. `advice`: it works, and could be better or is
 * worth knowing.
 */
export interface Finding {
  readonly level: 'ok' | 'advice' | 'problem'
  readonly check: Check
  /** What is, and what to do. */
  readonly message: string
  /** Where that is written: an RFC, a standard's section, a cheat sheet. */
  readonly source: string
}

/** Says what a check found. */
export interface Verdict {
  ok(this: void, message: string): Finding
  advice(this: void, message: string): Finding
  problem(this: void, message: string): Finding
}

/** The words of one check. */
export function verdictOf(check: Check, source: string): Verdict {
  const say =
    (level: Finding['level']) =>
    (message: string): Finding =>
      Object.freeze({ level, check, message, source })
  return { ok: say('ok'), advice: say('advice'), problem: say('problem') }
}

import type { LimitsName, Way } from './choice.ts'

/** A value's name for people, and what it means. */
export type ChoiceWord = readonly [label: string, detail: string]

/** The ways to hold a session. */
export const WAY_WORDS: Readonly<Record<Way, ChoiceWord>> = Object.freeze({
  cookie: ['Cookie', 'The browser keeps it. No script can read it.'],
  bearer: ['Bearer', 'Access token in a worker, refresh token in an HttpOnly cookie.'],
  sealed: ['Bearer, sealed', 'Both tokens in a worker, encrypted at rest in IndexedDB.'],
})

/** The limits. */
export const LIMITS_WORDS: Readonly<Record<LimitsName, ChoiceWord>> = Object.freeze({
  long: ['Long', 'Idle 15 minutes, warning 60 seconds before. At most 12 hours.'],
  short: ['Short', 'Idle 30 seconds, warning at 10. At most 10 minutes. Tokens live 8 seconds.'],
})

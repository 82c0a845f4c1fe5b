import type { VisitMethod } from '../../ports/visit.js'

/** What a `state` begins with: a page that a visit comes back to must know which way it went. */
export const STATE_MARKS: Readonly<Record<VisitMethod, string>> = {
  redirect: 'r.',
  popup: 'p.',
  frame: 'f.',
}

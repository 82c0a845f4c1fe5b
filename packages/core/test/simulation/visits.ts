import type { VisitMethod } from '../../src/ports/visit.js'
import type { Moment, Realm } from './ledger.js'

/** A user at the provider's page. */
export interface SimulatedVisit extends Moment {
  readonly method: VisitMethod
  /** The authorization request. */
  readonly request: URL
  readonly state: string
  /** Where the provider sent the user back to, once it did. */
  back: string | undefined
  /** Who signed in there. */
  user: string | undefined
}

/** A return from the provider that a tab handles. */
export interface Returned extends Moment {
  readonly realm: Realm
  readonly callback: string
  readonly code: string | null
  /** The one whose state it names. */
  readonly visit: SimulatedVisit | undefined
  /** It is what the provider sent for that visit. */
  readonly honest: boolean
  /** What the app was told: `signedIn`, or the code of an error. */
  result: string | undefined
  doneAt: number | undefined
  /** The session that it made. */
  epoch: string | undefined
}

/** What the ledger notes of a return that reaches a tab now. */
export function toReturned(
  realm: Realm,
  callback: string,
  visits: readonly SimulatedVisit[],
  moment: Moment,
): Returned {
  const { searchParams } = new URL(callback)
  const visit = visits.find(({ state }) => state === searchParams.get('state'))
  const honest = visit?.back === callback
  const code = searchParams.get('code')
  const open = { result: undefined, doneAt: undefined, epoch: undefined }
  return { ...moment, ...open, realm, callback, code, visit, honest }
}

/** How long the visit lasted, the user's sleep included. */
export function ageMs({ at, visit }: Returned): number {
  return at - (visit?.at ?? at)
}

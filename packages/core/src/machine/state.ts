import type { EndOrigin, EndReason } from './end.js'

/** A signed-in session, as far as decisions need it. Instants are of this tab's guarded clock. */
export interface Live {
  readonly epoch: string
  /** How often the credentials were renewed within the epoch, as far as this tab knows. */
  readonly generation: number
  readonly account: string
  readonly user: unknown
  readonly reference: string | undefined
  readonly startedAt: number
  /** When this tab got its newest credential. */
  readonly obtainedAt: number
  readonly expiresAt: number
  /** When to renew ahead of `expiresAt`. */
  readonly refreshAt: number
  /** The latest activity in any tab that this tab knows of. */
  readonly activeAt: number
  /** The latest activity in this tab: it is this tab that tells the server. */
  readonly ownActiveAt: number
  /** The raw value last read from the record: one from the future counts once, not at each reading. */
  readonly activeSeen: number
  readonly serverIdleAt: number
  readonly serverEndsAt: number
  /** The length of the server's idle timer, as far as seen; 0 when it has none. */
  readonly serverWindowMs: number
  /** When the server last noticed activity. */
  readonly touchedAt: number
}

/** Work that a server did not do yet, and when to ask it again. */
export interface Failure {
  readonly work: Work
  readonly attempts: number
  readonly retryAt: number
  /** `Retry-After` is kept to, whatever else happens. */
  readonly throttled: boolean
  /** What is wrong with the server's answer, when sending again cannot cure it. */
  readonly field: string | undefined
}

export type Work = 'restore' | 'refresh' | 'end'

export interface MachineState {
  readonly status: 'starting' | 'signedIn' | 'signedOut'
  /** Also there while 'starting' after a return from the back/forward cache. */
  readonly live: Live | undefined
  readonly reason: EndReason
  readonly origin: EndOrigin
  /** The epoch that ended last, or could not be restored: its record is no news. */
  readonly deadEpoch: string | undefined
  readonly warned: boolean
  /** The record is being read because a deadline has passed by what this tab knows. */
  readonly confirming: boolean
  readonly visible: boolean
  readonly held: number
  readonly busy: Work | undefined
  readonly failure: Failure | undefined
}

/** Nothing is known yet. */
export function startingState(visible: boolean): MachineState {
  return {
    status: 'starting',
    live: undefined,
    reason: 'never',
    origin: 'here',
    deadEpoch: undefined,
    warned: false,
    confirming: false,
    visible,
    held: 0,
    busy: undefined,
    failure: undefined,
  }
}

import type { World } from '../../src/testing/index.js'
import type { Life } from '../../src/testing/life.js'
import type { Asked } from './read-request.js'
import type { Returned, SimulatedVisit } from './visits.js'

/** Activity is written every few seconds; what a tab saw just before it died may be lost. */
export const WRITTEN_MS = 6_500

/** Where requests come from: a tab, or a vault. */
export interface Realm {
  readonly name: string
  readonly life: Life
  /** When it was frozen, cached or killed last. */
  stoppedAt?: number
}

/** A request that left a realm, and what became of it. */
export interface Sent {
  readonly realm: Realm
  readonly at: number
  readonly wallAt: number
  readonly monotonicAt: number
  readonly path: string
  readonly asked: Asked
  outcome: 'pending' | 'answered' | 'failed' | 'aborted'
  settledAt: number
  /** The access token that it got. */
  given?: string
}

/** When a realm got an access token. */
export interface Receipt {
  readonly realm: Realm
  readonly wallAt: number
  readonly monotonicAt: number
}

/** `ranAt`: without the time that the machine slept. */
export interface Moment {
  readonly at: number
  readonly ranAt: number
}

/** A user was active. */
export interface Activity extends Moment {
  readonly realm: Realm
  /** No clock had jumped so far ahead that it looked too late. */
  readonly certain: boolean
}

/** All that happened in a history, and what was wrong with it. Instants are of the world outside. */
export interface Ledger {
  readonly sent: Sent[]
  readonly receipts: Map<string, Receipt>
  /** When the record first said that an epoch is over. */
  readonly ended: Map<string, Moment>
  readonly epochOf: Map<string, string>
  /** When an epoch was first seen in a tab. */
  readonly began: Map<string, Moment>
  /** Refresh tokens that lie in the record, and since when. */
  readonly restedAt: Map<string, number>
  /** The epochs that somebody signed out of. */
  readonly asked: Set<string>
  readonly jumps: { readonly at: number; readonly ms: number }[]
  /** All activity; and what no death or freeze came too soon after. */
  readonly activity: Activity[]
  cleared: boolean
  signOutsDuringRefresh: number
  /** Who left for the provider, and what came back. */
  readonly visits: SimulatedVisit[]
  readonly returns: Returned[]
  /** Who was signed in. */
  readonly users: Set<string>
  sleptMs: number
  readonly wrongs: string[]
  readonly story: string[]
  now(): number
  moment(): Moment
  tell(line: string): void
  blame(promise: string, what: string): void
}

export function createLedger(world: World): Ledger {
  const startedAt = world.timeline.outside()
  const now = world.timeline.outside

  function tell(line: string): void {
    ledger.story.push(`${String(Math.round(now() - startedAt)).padStart(8)} ms  ${line}`)
  }

  const ledger: Ledger = {
    sent: [],
    receipts: new Map(),
    ended: new Map(),
    epochOf: new Map(),
    began: new Map(),
    restedAt: new Map(),
    asked: new Set(),
    jumps: [],
    activity: [],
    cleared: false,
    signOutsDuringRefresh: 0,
    visits: [],
    returns: [],
    users: new Set(),
    sleptMs: 0,
    wrongs: [],
    story: [],
    now,
    moment: () => ({ at: now(), ranAt: now() - ledger.sleptMs }),
    tell,
    blame: (promise, what) => {
      const wrong = `${promise}: ${what}`
      if (ledger.wrongs.includes(wrong)) return
      ledger.wrongs.push(wrong)
      tell(`*** ${wrong}`)
    },
  }
  return ledger
}

/** For how long nobody has been active in the session, counting all activity or only what is certain. */
export function quietFor(ledger: Ledger, epoch: string | undefined, surely = false): number {
  // A sign-in is activity of a session that is yet to begin.
  const began = ledger.began.get(epoch ?? '')?.at ?? ledger.now()
  const last = ledger.activity.findLast(({ certain }) => certain || !surely)
  return ledger.now() - Math.max(began, last?.at ?? 0)
}

/** By how much clocks jumped ahead since then, or just before: that looks like sleep. */
export function aheadSince({ jumps }: Ledger, at: number): number {
  const ahead = jumps.filter((jump) => jump.at >= at - WRITTEN_MS && jump.ms > 0)
  return ahead.reduce((sum, { ms }) => sum + ms, 0)
}

import type { Use } from './soak-ledger.ts'
import { SOAK_SPEED } from './soak-ways.ts'

/** What befell a tab, in real time. */
export interface Trouble {
  readonly tab: string
  readonly what: string
  readonly from: number
  readonly until: number
}

/** A request that its own page got no answer to. */
export interface Unanswered {
  readonly way: string
  readonly tab: string
  readonly request: number
  /** In the session's own time. */
  readonly tookMs: number
}

/** A spent token that was sent once more, and why that is right; undefined: it is not. */
export interface Reuse {
  readonly first: Use
  readonly again: Use
  readonly excuse: string | undefined
}

// An answer that is out is not yet put away: the page has to read it and to write it down.
const PUTTING_AWAY_MS = 1_500
// A refresh is given up after 8 s, in the session's own time.
const GIVEN_UP_AFTER_MS = 7_500

/** Finds every token that was sent again after the server had spent it. */
export function findReuses(
  uses: readonly Use[],
  troubles: readonly Trouble[],
  unanswered: readonly Unanswered[],
): Reuse[] {
  const spent = new Map<string, Use>()
  const reuses: Reuse[] = []
  for (const use of uses) {
    // A cookie's id is no token: it stays good for some seconds.
    if (use.way === 'cookie') continue
    const key = `${use.way} ${use.token}`
    const first = spent.get(key)
    if (first !== undefined) {
      reuses.push({ first, again: use, excuse: excuseOf(first, troubles, unanswered) })
    }
    if (isSpent(use)) spent.set(key, use)
  }
  return reuses
}

/** Whether the server spent the token, whatever became of its answer. */
export function isSpent({ status, fault }: Use): boolean {
  const acts = fault === undefined || /^(slow-before|slow-after|reset-after)$/.test(fault.kind)
  return status === 200 && acts
}

function excuseOf(
  first: Use,
  troubles: readonly Trouble[],
  unanswered: readonly Unanswered[],
): string | undefined {
  const until = (first.endedAt ?? Infinity) + PUTTING_AWAY_MS
  const trouble = troubles.find(
    (one) => one.tab === first.tab && one.from <= until && one.until >= first.at,
  )
  const given = unanswered.find(
    ({ way, tab, request }) => way === first.way && tab === first.tab && request === first.request,
  )
  if (first.answered === false && first.fault !== undefined) return first.fault.kind
  if (trouble !== undefined) return `its tab was ${trouble.what}`
  if (given !== undefined && given.tookMs >= GIVEN_UP_AFTER_MS) return 'given up after 8 s'
  // The page closed the connection itself; that it waited long enough is known here, too.
  const lasted = ((first.endedAt ?? Infinity) - first.at) * SOAK_SPEED
  return first.answered === false && lasted >= GIVEN_UP_AFTER_MS ? 'given up after 8 s' : undefined
}

import { deadlinesOf } from './deadlines.js'
import type { EndReason } from './end.js'
import type { RecordFacts } from './event.js'
import type { Policy } from './policy.js'

/** Why a session found at the start is over already: its deadlines passed while no tab was there. */
export function overdue(
  record: RecordFacts & { readonly startedAt: number },
  now: number,
  policy: Policy,
): EndReason | undefined {
  // A clock set back since: what looks like the future is taken as now, and the server decides.
  const activeAt = Math.min(record.activeAt, now)
  const { idleAt, endsAt } = deadlinesOf({ ...record, activeAt }, policy)
  if (now >= endsAt) return 'absolute'
  return now >= idleAt && now >= activeAt + policy.idleTimeoutMs ? 'idle' : undefined
}

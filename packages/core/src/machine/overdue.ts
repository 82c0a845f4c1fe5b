import { deadlinesOf } from './deadlines.js'
import type { EndReason } from './end.js'
import type { RecordFacts } from './event.js'
import type { Policy } from './policy.js'

/**
 * Why a session found at the start is over already: its deadlines passed while no tab was there.
 *
 * Where only the server's idle deadline did, or activity lies in the future since a clock was set back, the server decides.
 */
export function overdue(record: RecordFacts, now: number, policy: Policy): EndReason | undefined {
  if (now >= deadlinesOf(record, policy).endsAt) return 'absolute'
  return now >= record.activeAt + policy.idleTimeoutMs ? 'idle' : undefined
}

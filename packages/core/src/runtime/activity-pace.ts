import type { Limits } from '../machine/policy.js'

const ACTIVITY_MS = 5_000
const ACTIVITY_PART = 60

/** How often activity is noticed: writing it down more often than a sixtieth of the timeout would be seen by nobody. */
export function activityEveryMs({ idleTimeoutMs }: Limits): number {
  return Math.min(ACTIVITY_MS, idleTimeoutMs / ACTIVITY_PART)
}

import type { Clock } from '../ports/clock.js'

// Less than this is the clocks' own imprecision.
const JUMP_MS = 1_000

/** A clock for all deadlines. */
export interface GuardedClock {
  now(): number
  /** Goes on from a moment that another tab has reached. */
  catchUp(at: number): void
}

/**
 * A clock that never goes back and never runs slower than either of the machine's clocks.
 *
 * A wall clock set back prolongs nothing, now or at a later sleep; one set forward, or a sleep that the monotonic clock
 * missed, counts.
 */
export function createGuardedClock(clock: Clock): GuardedClock {
  let wallFrom = clock.now()
  let monotonicFrom = clock.monotonic()
  let from = wallFrom
  let latest = from

  function now(): number {
    const wallMs = clock.now() - wallFrom
    const monotonicMs = clock.monotonic() - monotonicFrom
    const next = from + Math.max(wallMs, monotonicMs)
    const jumped = Math.abs(wallMs - monotonicMs) > JUMP_MS || next < latest - JUMP_MS
    latest = Math.max(latest, next)
    if (jumped) {
      wallFrom += wallMs
      monotonicFrom += monotonicMs
      from = latest
    }
    return Math.floor(latest)
  }

  function catchUp(at: number): void {
    const aheadMs = at - now()
    if (aheadMs <= 0) return
    from += aheadMs
    latest += aheadMs
  }

  return { now, catchUp }
}

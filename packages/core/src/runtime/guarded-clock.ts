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
  let wallFrom: number
  let monotonicFrom: number
  let from: number
  let latest: number
  anchor(clock.now())

  /** From here on both clocks count from this moment. */
  function anchor(at: number): void {
    wallFrom = clock.now()
    monotonicFrom = clock.monotonic()
    from = latest = at
  }

  function now(): number {
    const wallMs = clock.now() - wallFrom
    const monotonicMs = clock.monotonic() - monotonicFrom
    const next = from + Math.max(wallMs, monotonicMs)
    const jumped = Math.abs(wallMs - monotonicMs) > JUMP_MS || next < latest - JUMP_MS
    latest = Math.max(latest, next)
    if (jumped) anchor(latest)
    return Math.floor(latest)
  }

  function catchUp(at: number): void {
    if (at > now()) anchor(at)
  }

  return { now, catchUp }
}

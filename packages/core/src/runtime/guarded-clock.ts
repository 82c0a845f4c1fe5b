import type { Clock } from '../ports/clock.js'

/**
 * A clock that never goes back and never runs slower than either of the machine's clocks.
 *
 * A wall clock set back prolongs nothing; one set forward, or a sleep that the monotonic clock missed, counts.
 */
export function createGuardedClock(clock: Clock): () => number {
  let latest = clock.now()
  let monotonic = clock.monotonic()
  return () => {
    const elapsed = clock.monotonic() - monotonic
    monotonic += elapsed
    latest = Math.max(clock.now(), latest + Math.max(elapsed, 0))
    return Math.floor(latest)
  }
}

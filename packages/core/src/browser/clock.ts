import type { Clock } from '../ports/clock.js'

/** The browser's clocks. HR-Time, section 4: `performance.now` never goes back. */
export const browserClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (delayMs, work) => {
    const timer = setTimeout(work, delayMs)
    return () => clearTimeout(timer)
  },
}

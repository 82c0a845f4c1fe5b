import type { Clock } from '../ports/clock.js'
import type { Life } from './life.js'
import type { Timeline } from './timeline.js'

/** The clocks of one tab in the world's fake time. */
export function createTestClock(timeline: Timeline, life: Life): Clock {
  return {
    now: timeline.wall,
    monotonic: timeline.monotonic,
    after: (delayMs, work) => {
      let off = false
      const cancel = timeline.after(delayMs, () =>
        life.run(() => {
          if (!off) work()
        }),
      )
      life.onDeath(cancel)
      return () => {
        off = true
        cancel()
      }
    },
  }
}

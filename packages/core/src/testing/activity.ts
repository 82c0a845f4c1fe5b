import type { Activity } from '../ports/activity.js'
import type { Clock } from '../ports/clock.js'

/** A user who does something when the test says so. */
export interface TestActivity extends Activity {
  touch(): void
  listeners(): number
}

export function createTestActivity(clock: Clock): TestActivity {
  const ears = new Set<() => void>()
  return {
    listeners: () => ears.size,
    touch: () => {
      for (const hear of ears) hear()
    },
    listen: (everyMs, listener) => {
      let nextAt = -Infinity
      const hear = (): void => {
        const restMs = nextAt - clock.monotonic()
        if (restMs > 0 && restMs <= everyMs) return
        nextAt = clock.monotonic() + everyMs
        listener()
      }
      ears.add(hear)
      return () => void ears.delete(hear)
    },
  }
}

import type { Lifecycle, LifecycleChange } from '../ports/lifecycle.js'

/** A page that is shown, hidden, cached and restored when the test says so. */
export interface TestLifecycle extends Lifecycle {
  happen(change: LifecycleChange): void
  listeners(): number
}

export function createTestLifecycle(): TestLifecycle {
  const ears = new Set<(change: LifecycleChange) => void>()
  let visible = true
  return {
    visible: () => visible,
    whenOpened: (work) => work(),
    listeners: () => ears.size,
    listen: (listener) => {
      ears.add(listener)
      return () => void ears.delete(listener)
    },
    happen: (change) => {
      if (change === 'hidden') visible = false
      if (change === 'shown' || change === 'restored') visible = true
      for (const hear of ears) hear(change)
    },
  }
}

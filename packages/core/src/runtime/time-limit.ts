import type { Clock } from '../ports/clock.js'

// WebKit (measured in WebKitGTK 2.50) collects a combined signal that nobody holds, and then its abort never comes.
const held = new Set<AbortSignal>()

/** Runs `work` with a signal that aborts after `limitMs`, or when one of `others` does. */
export async function withTimeLimit<T>(
  clock: Clock,
  limitMs: number,
  others: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController()
  const cancel = clock.after(limitMs, () => limit.abort())
  const signal = AbortSignal.any([limit.signal, ...others])
  held.add(signal)
  try {
    return await work(signal)
  } finally {
    held.delete(signal)
    cancel()
  }
}

// Timers of hidden tabs come up to a second late.
const LATE_MS = 1_000

/** Settles as `promise` does, or with `fallback` after `limitMs` in which the tab could hear of it. */
export function orAfter<T, F>(
  clock: Clock,
  limitMs: number,
  promise: Promise<T>,
  fallback: F,
): Promise<T | F> {
  const halfMs = limitMs / 2
  return new Promise((resolve, reject) => {
    let cancel: () => void
    const arm = (halves: number): void => {
      const lateAt = clock.monotonic() + halfMs + LATE_MS
      cancel = clock.after(halfMs, () => {
        // The tab was frozen, and so was what it waits for: that half does not count.
        if (clock.monotonic() > lateAt) arm(halves)
        else if (halves > 1) arm(1)
        else resolve(fallback)
      })
    }
    arm(2)
    promise.then(resolve, reject).finally(() => cancel())
  })
}

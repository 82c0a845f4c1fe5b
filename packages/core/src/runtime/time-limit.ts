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

/** Settles as `promise` does, or with `fallback` after `limitMs`. */
export function orAfter<T, F>(
  clock: Clock,
  limitMs: number,
  promise: Promise<T>,
  fallback: F,
): Promise<T | F> {
  return new Promise((resolve, reject) => {
    let cancel = (): void => {}
    function arm(): void {
      const armedAt = clock.monotonic()
      cancel = clock.after(limitMs, () => {
        // A timer that comes very late: the tab was frozen, and so was what it waits for.
        if (clock.monotonic() - armedAt > 2 * limitMs) arm()
        else resolve(fallback)
      })
    }
    arm()
    promise.then(resolve, reject).finally(() => cancel())
  })
}

import type { Clock } from '../ports/clock.js'

/** Runs `work` with a signal that aborts after `limitMs`, or when one of `others` does. */
export async function withTimeLimit<T>(
  clock: Clock,
  limitMs: number,
  others: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController()
  const cancel = clock.after(limitMs, () => limit.abort())
  try {
    return await work(AbortSignal.any([limit.signal, ...others]))
  } finally {
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
    const cancel = clock.after(limitMs, () => resolve(fallback))
    promise.then(resolve, reject).finally(cancel)
  })
}

/** Counts the timers of this page that are still to come. */
export function countTimers(): () => { readonly timers: number } {
  const running = new Set<number>()
  const { setTimeout, setInterval } = globalThis
  type Work = (...given: unknown[]) => void

  globalThis.setTimeout = ((work: Work, ms?: number, ...given: unknown[]) => {
    const timer = setTimeout(() => {
      running.delete(timer)
      work(...given)
    }, ms) as unknown as number
    running.add(timer)
    return timer
  }) as never
  globalThis.setInterval = ((work: Work, ms?: number, ...given: unknown[]) => {
    const timer = setInterval(work, ms, ...given) as unknown as number
    running.add(timer)
    return timer
  }) as never
  for (const name of ['clearTimeout', 'clearInterval'] as const) {
    const clear = globalThis[name]
    globalThis[name] = (timer) => {
      running.delete(timer as number)
      clear(timer)
    }
  }
  return () => ({ timers: running.size })
}

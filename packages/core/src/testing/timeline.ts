type Macrotask = (work: () => void) => unknown

/** Runs work after all promises that are settled by now; taken before an app's test can replace it by a fake timer. */
export const macrotask: Macrotask =
  (globalThis as { readonly setImmediate?: Macrotask }).setImmediate ??
  ((work) => setTimeout(work, 0))
const ROUNDS = 12

interface Timer {
  readonly at: number
  readonly work: () => void
}

/** Fake time for a whole world: a wall clock, a monotonic one, and the timers that run on it. */
export interface Timeline {
  wall(): number
  monotonic(): number
  /** How many timers are set. */
  timers(): number
  after(delayMs: number, work: () => void): () => void
  /** Lets time pass, running timers in order and letting promises settle in between. */
  advance(ms: number): Promise<void>
  /** The machine sleeps: only the wall clock goes on. */
  sleep(ms: number): void
  /** Somebody sets the wall clock. */
  setWall(byMs: number): void
  /** Real time of the world outside, which no setting of clocks changes. */
  outside(): number
}

export function createTimeline(startAt: number): Timeline {
  const timers = new Set<Timer>()
  let monotonic = 0
  let slept = 0
  let offset = 0

  function next(until: number): Timer | undefined {
    let first: Timer | undefined
    for (const timer of timers) if (first === undefined || timer.at < first.at) first = timer
    return first !== undefined && first.at <= until ? first : undefined
  }

  async function advance(ms: number): Promise<void> {
    const until = monotonic + ms
    await settled()
    for (let timer = next(until); timer !== undefined; timer = next(until)) {
      timers.delete(timer)
      monotonic = Math.max(monotonic, timer.at)
      timer.work()
      await settled()
    }
    monotonic = until
  }

  return {
    wall: () => startAt + monotonic + slept + offset,
    monotonic: () => monotonic,
    outside: () => startAt + monotonic + slept,
    timers: () => timers.size,
    after: (delayMs, work) => {
      const timer = { at: monotonic + delayMs, work }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance,
    sleep: (ms) => void (slept += ms),
    setWall: (byMs) => void (offset += byMs),
  }
}

/** Lets every promise that waits for no timer settle. */
export async function settled(): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await new Promise<void>((resolve) => void macrotask(resolve))
  }
}

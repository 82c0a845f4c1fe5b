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
  /** Called after each timer has run and its promises have settled. */
  watch(look: () => void): void
  /** The machine sleeps: only the wall clock goes on. */
  sleep(ms: number): void
  /** Somebody sets the wall clock. */
  setWall(byMs: number): void
  /** The monotonic clock of the tabs jumps, as it must not; timers go on as they were. */
  setMonotonic(byMs: number): void
  /** Real time of the world outside, which no setting of clocks changes. */
  outside(): number
}

/** `settle` lets every promise settle that waits for no timer. */
export function createTimeline(startAt: number, settle: () => Promise<void> = settled): Timeline {
  const timers = new Set<Timer>()
  let passed = 0
  let slept = 0
  let offset = 0
  let jumped = 0
  let look = (): void => {}

  function next(until: number): Timer | undefined {
    let first: Timer | undefined
    for (const timer of timers) if (first === undefined || timer.at < first.at) first = timer
    return first !== undefined && first.at <= until ? first : undefined
  }

  async function advance(ms: number): Promise<void> {
    const until = passed + ms
    await settle()
    for (let timer = next(until); timer !== undefined; timer = next(until)) {
      timers.delete(timer)
      passed = Math.max(passed, timer.at)
      timer.work()
      await settle()
      look()
    }
    passed = until
  }

  return {
    wall: () => startAt + passed + slept + offset,
    monotonic: () => passed + jumped,
    outside: () => startAt + passed + slept,
    timers: () => timers.size,
    after: (delayMs, work) => {
      const timer = { at: passed + delayMs, work }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance,
    sleep: (ms) => void (slept += ms),
    watch: (work) => void (look = work),
    setWall: (byMs) => void (offset += byMs),
    setMonotonic: (byMs) => void (jumped += byMs),
  }
}

/** Lets every promise that waits for no timer settle; a tab that catches up needs a round for each task. */
export async function settled(rounds: number = ROUNDS): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await new Promise<void>((resolve) => void macrotask(resolve))
  }
}

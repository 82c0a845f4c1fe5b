import type { Clock } from '../../../packages/core/src/ports/clock.js'

/** The clock of one cell, which can be made to run fast: then a minute is a few seconds. */
export interface FastClock extends Clock {
  setSpeed(speed: number): void
  /** Resolves after so many of this clock's milliseconds. */
  pass(ms: number): Promise<void>
}

interface Alarm {
  readonly dueAt: number
  readonly work: () => void
  timer?: ReturnType<typeof setTimeout>
}

/** Starts at `startedAt`, as fast as any other clock. */
export function createFastClock(startedAt: number = Date.now()): FastClock {
  const alarms = new Set<Alarm>()
  let speed = 1
  let since = { real: performance.now(), passed: 0 }

  const monotonic = (): number => since.passed + (performance.now() - since.real) * speed
  const now = (): number => startedAt + monotonic()

  function arm(alarm: Alarm): void {
    clearTimeout(alarm.timer)
    alarm.timer = setTimeout(
      () => {
        alarms.delete(alarm)
        alarm.work()
      },
      Math.max(alarm.dueAt - monotonic(), 0) / speed,
    )
  }

  function after(delayMs: number, work: () => void): () => void {
    const alarm: Alarm = { dueAt: monotonic() + delayMs, work }
    alarms.add(alarm)
    arm(alarm)
    return () => {
      clearTimeout(alarm.timer)
      alarms.delete(alarm)
    }
  }

  function setSpeed(next: number): void {
    since = { real: performance.now(), passed: monotonic() }
    speed = next
    for (const alarm of alarms) arm(alarm)
  }

  const pass = (ms: number): Promise<void> => new Promise((resolve) => void after(ms, resolve))
  return { now, monotonic, after, setSpeed, pass }
}

import type { Clock } from '../../../packages/core/src/ports/clock.js'

/** The clock of one cell, which can be made to run fast: then a minute is a few seconds. */
export interface FastClock extends Clock {
  setSpeed(speed: number): void
  /** Stands still until the function that it returns is called. */
  stop(): () => void
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
  let stops = 0
  let since = { real: performance.now(), passed: 0 }

  const pace = (): number => (stops > 0 ? 0 : speed)
  const monotonic = (): number => since.passed + (performance.now() - since.real) * pace()
  const now = (): number => startedAt + monotonic()

  function arm(alarm: Alarm): void {
    clearTimeout(alarm.timer)
    if (pace() === 0) return
    alarm.timer = setTimeout(
      () => {
        alarms.delete(alarm)
        alarm.work()
      },
      Math.max(alarm.dueAt - monotonic(), 0) / pace(),
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

  function change(what: () => void): void {
    since = { real: performance.now(), passed: monotonic() }
    what()
    for (const alarm of alarms) arm(alarm)
  }

  const setSpeed = (next: number): void => change(() => void (speed = next))

  function stop(): () => void {
    change(() => void stops++)
    return () => change(() => void stops--)
  }

  const pass = (ms: number): Promise<void> => new Promise((resolve) => void after(ms, resolve))
  return { now, monotonic, after, setSpeed, stop, pass }
}

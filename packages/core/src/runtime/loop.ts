import type { Effect } from '../machine/effect.js'
import type { MachineEvent } from '../machine/event.js'
import { nextWakeAt } from '../machine/next-wake.js'
import type { Policy } from '../machine/policy.js'
import type { MachineState } from '../machine/state.js'
import { transition } from '../machine/transition.js'
import type { Clock } from '../ports/clock.js'

// setTimeout takes 2^31-1 ms at most; more overflows to zero.
const MAX_SLEEP_MS = 2 ** 31 - 1
// No reason to set a timer anew.
const LATE_MS = 100

/** What the loop needs from its surroundings. */
export interface LoopWorld {
  readonly clock: Clock
  readonly now: () => number
  readonly policy: Policy
  /** Told of each new state, before its effects are performed. */
  readonly publish: (state: MachineState, event: MachineEvent) => void
  readonly perform: (effect: Effect) => void
}

/** Takes events in one at a time, keeps the state, and keeps the one timer. */
export interface Loop {
  state(): MachineState
  dispatch(event: MachineEvent): void
  /** When the timer is set to; nothing is due before. */
  wakeAt(): number
  stop(): void
}

interface Timer {
  /** What it was set to, and when it fires. */
  readonly at: number
  readonly monotonicAt: number
  readonly cancel: () => void
}

export function createLoop(initial: MachineState, world: LoopWorld): Loop {
  const { clock, now, policy } = world
  const queue: MachineEvent[] = []
  let state = initial
  let running = false
  let stopped = false
  let timer: Timer | undefined

  function dispatch(event: MachineEvent): void {
    if (stopped) return
    queue.push(event)
    if (running) return
    running = true
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) step(next)
    running = false
    arm()
  }

  function step(event: MachineEvent): void {
    const [next, effects] = transition(state, event, now(), policy)
    state = next
    world.publish(state, event)
    for (const effect of effects) world.perform(effect)
  }

  // A timer that comes too early does no harm: it only looks again. So activity moves no timer.
  function arm(): void {
    const at = nextWakeAt(state, policy)
    if (stopped || (timer !== undefined && firesAt(timer) <= at + LATE_MS)) return
    timer?.cancel()
    timer = undefined
    if (at === Infinity) return
    const delayMs = Math.min(Math.max(at - now(), 0), MAX_SLEEP_MS)
    const monotonicAt = clock.monotonic() + delayMs
    timer = { at, monotonicAt, cancel: clock.after(delayMs, wake) }
  }

  // After a sleep or a jump of a clock that is later than what it was set to.
  function firesAt({ monotonicAt }: Timer): number {
    return now() + monotonicAt - clock.monotonic()
  }

  function wake(): void {
    timer = undefined
    dispatch({ type: 'woke' })
  }

  function stop(): void {
    stopped = true
    timer?.cancel()
  }

  return { state: () => state, dispatch, wakeAt: () => timer?.at ?? Infinity, stop }
}

import type { MachineState } from '../machine/state.js'

/** Tells when it is known whether somebody is signed in. */
export interface Readiness {
  /** Resolves at the first answer. */
  readonly ready: Promise<void>
  /** Resolves when it is known, or when it cannot be known for now. */
  known(): Promise<void>
  publish(state: MachineState): void
}

export function createReadiness(): Readiness {
  let waiting: (() => void)[] = []
  let open: () => void = () => {}
  const ready = new Promise<void>((resolve) => (open = resolve))

  function publish(state: MachineState): void {
    if (state.status !== 'starting') open()
    if (state.status === 'starting' && state.failure === undefined) return
    const served = waiting
    waiting = []
    for (const resolve of served) resolve()
  }

  return { ready, known: () => new Promise((resolve) => waiting.push(resolve)), publish }
}

import type { MachineEvent } from '../machine/event.js'
import type { Work } from '../machine/state.js'
import type { Outcome } from '../ports/strategy.js'
import type { Engine } from './engine.js'

/** An answer that neither gives nor ends anything. */
export type Unhelpful = Exclude<Outcome<unknown>, { kind: 'ok' | 'none' | 'rejected' }>

/** What a server's unhelpful answer means to the machine. */
export function failureEvent(engine: Engine, work: Work, outcome: Unhelpful): MachineEvent {
  return {
    type: 'failed',
    work,
    retryAfterMs: outcome.kind === 'throttled' ? outcome.retryAfterMs : 0,
    field: outcome.kind === 'misconfigured' ? outcome.field : undefined,
    jitter: engine.ports.crypto.random(),
  }
}

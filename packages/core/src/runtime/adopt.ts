import type { Live } from '../machine/state.js'
import type { Call, Outcome } from '../ports/strategy.js'
import type { Engine } from './engine.js'
import { failureEvent } from './failure-event.js'
import { expiry } from './grant-facts.js'
import type { SessionRecord } from './record.js'
import { limited } from './spend.js'

/** Takes over what another tab renewed. */
export async function adopt(
  engine: Engine,
  live: Live,
  record: SessionRecord,
): Promise<Outcome<unknown>> {
  const outcome = await limited(engine, callOf(live, record), [], (call) =>
    engine.strategy.adopt(call),
  )
  if (outcome.kind !== 'ok') {
    report(engine, live, outcome)
    return outcome
  }
  const { idleAt, endsAt } = record.serverDeadlines
  engine.dispatch({
    type: 'renewed',
    epoch: live.epoch,
    slid: false,
    origin: 'elsewhere',
    renewal: {
      generation: record.generation,
      reference: record.reference,
      ...expiry(engine, record.expiresAt ?? Infinity),
      serverIdleAt: idleAt ?? Infinity,
      serverEndsAt: endsAt ?? Infinity,
      serverWindowMs: 0,
    },
  })
  return outcome
}

/** What a call for a running session says. */
export function callOf(live: Live, view: SessionRecord | string): Omit<Call, 'signal'> {
  const sealed = typeof view === 'object' ? view.sealed : undefined
  return { epoch: live.epoch, reference: live.reference, sealed, known: true }
}

/** Tells the machine what did not succeed. */
export function report(engine: Engine, live: Live, outcome: Outcome<unknown>): void {
  const { epoch } = live
  if (outcome.kind === 'none' || outcome.kind === 'rejected') {
    engine.dispatch({ type: 'ended', epoch, reason: 'rejected', origin: 'server' })
  } else if (outcome.kind !== 'ok' && engine.state().live?.epoch === epoch) {
    engine.dispatch(failureEvent(engine, 'refresh', outcome))
  }
}

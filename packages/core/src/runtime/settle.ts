import type { Live } from '../machine/state.js'
import type { Grant, Outcome } from '../ports/strategy.js'
import type { Engine } from './engine.js'
import { expiry, renewalOf } from './grant-facts.js'
import { type Arrival, place, type Settled } from './place.js'
import { takeView } from './read-record.js'
import type { SessionRecord } from './record.js'
import { limited } from './spend.js'

/**
 * Makes a grant the session of this tab and of the record: joins the sign-in that the record shows, or begins an epoch.
 *
 * A grant that comes after its own epoch was ended is discarded and revoked.
 */
export async function settle(
  engine: Engine,
  grant: Grant,
  arrival: Arrival,
): Promise<Outcome<unknown>> {
  let user: unknown
  try {
    user = engine.parseUser(grant.claims)
  } catch {
    forget(engine, arrival.epoch)
    return { kind: 'misconfigured', field: 'user' }
  }
  let now = engine.now()
  let settled = 'robbed' as Settled
  const view = await engine.keeper.change((old) => {
    now = engine.now()
    settled = place(engine, grant, arrival, old, now)
    if (typeof settled !== 'object') return old
    if (settled.begun) engine.tell('signedIn', settled.record.epoch)
    return settled.record
  })
  if (typeof settled !== 'object') {
    // Late by epoch: revoked. Late by generation: never, revoking would end the family.
    if (settled !== 'robbed' && settled !== 'waiting') {
      await limited(engine, arrival, [], engine.strategy.signOut)
    }
    forget(engine, arrival.epoch)
    takeView(engine, view)
    return OF_NO_USE[settled]
  }
  const { record, begun } = settled
  // Signed out while the record was written: whoever ends it tells the server.
  if (engine.signals.isOver(record.epoch)) {
    forget(engine, arrival.epoch)
    return OF_NO_USE.other
  }
  engine.strategy.rename(arrival.epoch, record.epoch)
  // What is found when the page starts is this page's own news.
  const found = engine.state().status !== 'starting' && arrival.how === 'found' && !begun
  const origin = found ? 'elsewhere' : 'here'
  engine.dispatch({ type: 'signedIn', live: liveOf(engine, grant, record, user, now), origin })
  if (grant.by === 'stepUp') engine.tell('extended', record.epoch)
  return { kind: 'ok', value: undefined }
}

/** Drops credentials that are of no use, unless the session that runs has them. */
export function forget(engine: Engine, epoch: string): void {
  if (engine.state().live?.epoch !== epoch) engine.strategy.forget(epoch)
}

const OF_NO_USE = {
  late: { kind: 'none' },
  robbed: { kind: 'unavailable' },
  waiting: { kind: 'none' },
  other: { kind: 'rejected' },
} as const

function liveOf(
  engine: Engine,
  grant: Grant,
  record: SessionRecord,
  user: unknown,
  now: number,
): Live {
  return {
    epoch: record.epoch,
    generation: record.generation,
    account: grant.account,
    user,
    startedAt: Math.min(record.startedAt, now),
    obtainedAt: now,
    activeAt: Math.min(record.activeAt, now),
    ownActiveAt: 0,
    activeSeen: record.activeAt,
    touchedAt: now,
    ...expiry(engine, Infinity),
    ...renewalOf(engine, grant),
    reference: record.reference,
  }
}

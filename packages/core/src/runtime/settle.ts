import type { Live } from '../machine/state.js'
import type { Grant, Outcome } from '../ports/strategy.js'
import type { Engine } from './engine.js'
import { expiry, recordFactsOf, renewalOf } from './grant-facts.js'
import { takeView } from './read-record.js'
import { isLive, RECORD_VERSION, type SessionRecord } from './record.js'
import { limited, type Ticket } from './spend.js'

/** How a grant came about. */
export interface Arrival {
  /** The epoch that the strategy was called with. */
  readonly epoch: string
  /** By a sign-in of this tab; else it was found. */
  readonly fresh: boolean
  /** With the record's intent, where a refresh credential was spent. */
  readonly ticket?: Ticket
}

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
    return { kind: 'misconfigured', field: 'user' }
  }
  const now = engine.now()
  let settled = 'robbed' as Settled
  const view = await engine.keeper.change((old) => {
    settled = place(engine, grant, arrival, old, now)
    return typeof settled === 'object' ? settled.record : old
  })
  if (typeof settled !== 'object') {
    // Late by epoch: revoked. Late by generation: never, revoking would end the family.
    if (settled !== 'robbed' && settled !== 'waiting')
      await limited(engine, arrival, [], engine.strategy.signOut)
    engine.strategy.keep(engine.state().live?.epoch)
    takeView(engine, view)
    return OF_NO_USE[settled]
  }
  const { record, begun } = settled
  engine.strategy.keep(arrival.epoch, record.epoch)
  engine.verifiedAt = now
  // What is found when the page starts is this page's own news.
  const found = engine.state().status !== 'starting' && !arrival.fresh && !begun
  const origin = found ? 'elsewhere' : 'here'
  engine.dispatch({ type: 'signedIn', live: liveOf(engine, grant, record, user, now), origin })
  if (begun) engine.tell('signedIn', record.epoch)
  else if (grant.by === 'stepUp') engine.tell('extended', record.epoch)
  return { kind: 'ok', value: undefined }
}

interface Place {
  readonly record: SessionRecord
  readonly begun: boolean
}

/** 'waiting': found while a sign-out waits. 'other': a step-up of a session that is over, or by another account. */
type Settled = Place | keyof typeof OF_NO_USE

const OF_NO_USE = {
  late: { kind: 'none' },
  robbed: { kind: 'unavailable' },
  waiting: { kind: 'none' },
  other: { kind: 'rejected' },
} as const

function place(
  engine: Engine,
  grant: Grant,
  { epoch, fresh, ticket }: Arrival,
  old: SessionRecord | undefined,
  now: number,
): Settled {
  const late = !fresh && old !== undefined && old.epoch === epoch && !isLive(old)
  const robbed = isLive(old, epoch) && ticket !== undefined && !ticket.holds(old)
  if (late) return 'late'
  if (robbed) return 'robbed'
  // Asked without having seen the record, which the store gave too late.
  if (!fresh && old?.queuedEnd !== undefined) return 'waiting'
  const facts = recordFactsOf(grant)
  if (grant.by === 'stepUp') return stepUp(old, grant, now)
  if (isLive(old) && isSame(engine, old, grant, fresh)) {
    const generation = old.generation + (ticket === undefined ? 0 : 1)
    const reference = grant.reference ?? old.reference
    return { record: { ...old, ...facts, reference, generation, refresh: 'rest' }, begun: false }
  }
  // A new sign-in also drops what was queued for an older one.
  const record: SessionRecord = {
    v: RECORD_VERSION,
    epoch: old?.epoch === epoch ? engine.ports.crypto.randomId() : epoch,
    generation: 0,
    startedAt: now,
    activeAt: now,
    refresh: 'rest',
    ...facts,
  }
  return { record, begun: true }
}

/** The same session, its user proved anew: both limits start again. */
function stepUp(old: SessionRecord | undefined, grant: Grant, now: number): Settled {
  if (!isLive(old) || old.account !== grant.account) return 'other'
  const reference = grant.reference ?? old.reference
  const generation = old.generation + 1
  const facts = { ...recordFactsOf(grant), reference, generation, startedAt: now, activeAt: now }
  return { record: { ...old, ...facts, refresh: 'rest' }, begun: false }
}

function isSame(engine: Engine, record: SessionRecord, grant: Grant, fresh: boolean): boolean {
  if (record.account !== grant.account) return false
  if (engine.sharing === 'own') return true
  const known = record.reference !== undefined && grant.reference !== undefined
  return known ? record.reference === grant.reference : !fresh
}

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

import { overdue } from '../machine/overdue.js'
import type { Grant } from '../ports/strategy.js'
import type { Engine } from './engine.js'
import { recordFactsOf } from './grant-facts.js'
import { factsOf, isLive, RECORD_VERSION, type SessionRecord } from './record.js'
import { restsInRecord, type Ticket } from './spend.js'

/** How a grant came about. */
export interface Arrival {
  /** The epoch that the strategy was called with. */
  readonly epoch: string
  /** By a sign-in of this tab; found by a restore; or found where another session was expected. */
  readonly how: 'signedIn' | 'found' | 'instead'
  /** Of the record that it was found in. */
  readonly generation?: number | undefined
  /** With the record's intent, where a refresh credential was spent. */
  readonly ticket?: Ticket
}

interface Place {
  readonly record: SessionRecord
  readonly begun: boolean
}

/**
 * 'late': its epoch was ended. 'robbed': its tab was, of the lock. 'waiting': found while a sign-out waits.
 * 'other': a step-up of a session that is over, or by another account.
 */
export type Settled = Place | 'late' | 'robbed' | 'waiting' | 'other'

/** Where a grant belongs: to the sign-in that the record shows, to a new one, or nowhere. */
export function place(
  engine: Engine,
  grant: Grant,
  arrival: Arrival,
  old: SessionRecord | undefined,
  now: number,
): Settled {
  const { epoch, how, ticket, generation: seen } = arrival
  const late = how === 'found' && old !== undefined && old.epoch === epoch && !isLive(old)
  const robbed = isLive(old, epoch) && ticket !== undefined && !ticket.holds(old)
  if (late) return 'late'
  if (robbed) return 'robbed'
  const rests = how === 'found' && restsInRecord(engine)
  // A later sign-in took the place of the record that they were read from.
  if (rests && seen !== undefined && old !== undefined && old.epoch !== epoch) return 'late'
  // Renewed since they were read: these are spent.
  if (rests && isLive(old, epoch) && old.generation !== seen) return 'robbed'
  // Asked without having seen the record, which the store gave too late.
  if (how === 'found' && old?.queuedEnd !== undefined) return 'waiting'
  const facts = recordFactsOf(grant)
  if (grant.by === 'stepUp') return stepUp(old, grant, now)
  const same = isLive(old) && isSame(engine, old, grant, how)
  // Its deadline passed while no tab was there to end it: only its user begins anew.
  const over = same && overdue(factsOf(old), now, engine.policy) !== undefined
  if (over && how !== 'signedIn') return 'late'
  if (same && !over) {
    const generation = old.generation + (ticket === undefined ? 0 : 1)
    const reference = grant.reference ?? old.reference
    const activeAt = how === 'signedIn' ? now : old.activeAt
    // Whoever is renewing it goes on.
    const refresh = ticket === undefined ? old.refresh : 'rest'
    const record = { ...old, ...facts, reference, generation, activeAt, refresh }
    return { record, begun: false }
  }
  // A new sign-in also drops what was queued for an older one.
  const record: SessionRecord = {
    v: RECORD_VERSION,
    epoch: engine.ports.crypto.randomId(),
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

function isSame(engine: Engine, record: SessionRecord, grant: Grant, how: Arrival['how']): boolean {
  if (record.account !== grant.account) return false
  if (engine.sharing === 'own') return true
  const known = record.reference !== undefined && grant.reference !== undefined
  return known ? record.reference === grant.reference : how === 'found'
}

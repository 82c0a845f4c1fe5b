import type { EndReason } from '../machine/end.js'
import type { RecordFacts } from '../machine/event.js'
import type { Sealed } from '../ports/crypto.js'

/** The version that this code writes. */
export const RECORD_VERSION = 1

/** A sign-out that the server has not confirmed yet. */
export interface QueuedEnd {
  readonly epoch: string
  readonly reference?: string | undefined
  /** Credentials that may now only be revoked. */
  readonly sealed?: Sealed | undefined
}

/** What all tabs share: the only truth about the session, and no secret but the ciphertext in `sealed`. */
export interface SessionRecord {
  readonly v: typeof RECORD_VERSION
  /** When it was written; the clocks of all tabs go on from there. */
  readonly at?: number | undefined
  readonly epoch: string
  readonly generation: number
  /** The user's stable id, while the session lives. */
  readonly account?: string | undefined
  readonly reference?: string | undefined
  readonly startedAt: number
  readonly activeAt: number
  readonly expiresAt?: number | undefined
  readonly serverDeadlines: { readonly idleAt?: number; readonly endsAt?: number }
  /** The intent: a refresh credential is being spent since then; without a result its fate is unknown. */
  readonly refresh: 'rest' | { readonly since: number; readonly owner: string }
  readonly ended?: { readonly reason: EndReason; readonly at: number } | undefined
  readonly queuedEnd?: QueuedEnd | undefined
  readonly sealed?: Sealed | undefined
}

/** Reads a record; 'newer' is one that a later version of this code wrote. Foreign or broken: undefined. */
export function parseRecord(value: unknown): SessionRecord | 'newer' | undefined {
  const record = value as Partial<SessionRecord> | null | undefined
  if (typeof record !== 'object' || record === null || typeof record.v !== 'number')
    return undefined
  if (record.v > RECORD_VERSION) return 'newer'
  const sound =
    record.v === RECORD_VERSION &&
    typeof record.epoch === 'string' &&
    [record.generation, record.startedAt, record.activeAt].every(Number.isFinite) &&
    typeof record.serverDeadlines === 'object' &&
    (record.refresh === 'rest' || typeof record.refresh?.owner === 'string')
  return sound ? (record as SessionRecord) : undefined
}

/** The record as decisions see it. */
export function factsOf(record: SessionRecord): RecordFacts {
  return {
    epoch: record.epoch,
    generation: record.generation,
    account: record.account,
    startedAt: record.startedAt,
    activeAt: record.activeAt,
    serverIdleAt: record.serverDeadlines.idleAt ?? Infinity,
    serverEndsAt: record.serverDeadlines.endsAt ?? Infinity,
    ended: record.ended?.reason,
  }
}

/** Whether the record shows this epoch, alive. */
export function isLive(
  record: SessionRecord | string | undefined,
  epoch?: string,
): record is SessionRecord {
  return (
    typeof record === 'object' &&
    record.ended === undefined &&
    (epoch === undefined || record.epoch === epoch)
  )
}

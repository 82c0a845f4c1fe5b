import type { Call, Grant, Outcome } from '../ports/strategy.js'
import type { Engine } from './engine.js'
import { isLive, type SessionRecord } from './record.js'
import type { RecordView } from './record-keeper.js'
import { withTimeLimit } from './time-limit.js'

/** How long a server may take. */
export const REQUEST_LIMIT_MS = 8_000

// Half of what an intent must be old for to be robbed.
const FRESH_MS = 5_000

/** The right to commit the answer to one request that spends a refresh credential. */
export interface Ticket {
  readonly owner: string
  /** Whether the record still carries this ticket's intent; always, where there is no record to carry it. */
  holds(record: SessionRecord | undefined): boolean
}

/**
 * Writes the intent, sends, and takes the intent back unless the answer was lost.
 *
 * An intent without a result means *unknown*: the server may have rotated.
 */
export async function spend(
  engine: Engine,
  call: Omit<Call, 'signal'>,
  lost: AbortSignal,
  send: (call: Call) => Promise<Outcome<Grant>>,
): Promise<{ readonly outcome: Outcome<Grant>; readonly ticket: Ticket }> {
  const owner = engine.ports.crypto.randomId()
  const since = engine.ports.clock.now()
  let written = false
  const found = await engine.keeper.change((old) => {
    written = engine.sharing !== 'own' && isLive(old, call.epoch)
    return written ? { ...old!, refresh: { since, owner } } : old
  })
  const holds = (record: SessionRecord | undefined) =>
    !written || (typeof record?.refresh === 'object' && record.refresh.owner === owner)
  const robbed = { outcome: { kind: 'unavailable' }, ticket: { owner, holds } } as const
  if (call.known && isGone(engine, found, call.epoch)) return robbed
  // Frozen since: the lock may be another tab's by now, and the credential spent.
  while (engine.now() - engine.keeper.seenAt() >= FRESH_MS) {
    if (!written) break
    const view = await engine.keeper.read()
    if (typeof view !== 'object' || !holds(view)) return robbed
  }
  if (lost.aborted || isOutdated(engine)) return robbed
  const outcome = await limited(engine, call, [lost], send)
  if (written && outcome.kind !== 'ok' && outcome.kind !== 'unavailable') {
    await engine.keeper.change((old) => (holds(old) ? { ...old!, refresh: 'rest' } : old))
  }
  return lost.aborted ? robbed : { ...robbed, outcome }
}

/** Whether a session is over by what the record says; without a record, those are whose credentials rested there. */
export function isGone(engine: Engine, view: RecordView, epoch: string): boolean {
  if (view === 'missing') return restsInRecord(engine)
  return view !== 'unreadable' && !isLive(view, epoch)
}

/** Whether a newer version of this code keeps the credentials: what this one knows of them may be spent. */
export function isOutdated(engine: Engine): boolean {
  return engine.keeper.outdated() && restsInRecord(engine)
}

/** Whether the credentials that are spent are those in the record. */
export function restsInRecord({ sharing, strategy }: Engine): boolean {
  return sharing === 'shared' && strategy.kind !== 'cookie'
}

/** Asks a server, for 8 s at most unless told otherwise, while the epoch lasts. */
export async function limited<T>(
  { ports: { clock }, signals: { all } }: Engine,
  call: Omit<Call, 'signal'>,
  signals: readonly AbortSignal[],
  send: (call: Call) => Promise<Outcome<T>>,
  limitMs: number = REQUEST_LIMIT_MS,
): Promise<Outcome<T>> {
  const sentAt = clock.monotonic()
  const outcome = await withTimeLimit(clock, limitMs, [all, ...signals], (signal) =>
    send({ ...call, signal }),
  )
  // Frozen since: a refusal says how things were then.
  const isRefusal = outcome.kind === 'none' || outcome.kind === 'rejected'
  return isRefusal && clock.monotonic() - sentAt > 2 * limitMs ? { kind: 'unavailable' } : outcome
}

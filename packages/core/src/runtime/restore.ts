import { overdue } from '../machine/overdue.js'
import type { Grant, Outcome } from '../ports/strategy.js'
import { drain, finish } from './sign-out.js'
import type { Engine } from './engine.js'
import { failureEvent } from './failure-event.js'
import { factsOf, isLive, type SessionRecord } from './record.js'
import type { RecordView } from './record-keeper.js'
import { underLock } from './refresh-lock.js'
import { settle } from './settle.js'
import { limited, spend, type Ticket } from './spend.js'

/** Finds the session that is there already: from the record, the strategy, and the server. */
export async function restore(engine: Engine): Promise<void> {
  const record = await recordToRestore(engine)
  // While a sign-out waits for its server nothing is restored, whatever the cookie jar holds.
  if (record?.queuedEnd !== undefined) return notSignedIn(engine, record)
  const { outcome, epoch, ticket } =
    engine.sharing === 'each'
      ? await underLock(engine, (lost) => restoreSpending(engine, lost))
      : await restoreAsking(engine, record)
  const settled =
    outcome.kind === 'ok'
      ? await settle(engine, outcome.value, { epoch, fresh: false, ...(ticket && { ticket }) })
      : outcome
  if (settled.kind === 'ok') return
  if (settled.kind === 'none' || settled.kind === 'rejected') await gone(engine, epoch)
  else engine.dispatch(failureEvent(engine, 'restore', settled))
}

async function recordToRestore(engine: Engine): Promise<SessionRecord | undefined> {
  const record = await readLasting(engine)
  if (record?.queuedEnd === undefined) return record
  await drain(engine)
  return readLasting(engine)
}

/** Reads the record; one whose deadline passed while no tab was there is ended first. */
async function readLasting(engine: Engine): Promise<SessionRecord | undefined> {
  const view = await readSurely(engine)
  if (typeof view !== 'object') return undefined
  const reason = isLive(view) ? overdue(factsOf(view), engine.now(), engine.policy) : undefined
  if (reason === undefined) return view
  const { epoch, reference } = view
  await finish(engine, { type: 'finish', epoch, reference, reason, origin: 'here' })
  return readLasting(engine)
}

/** A store that is slow may hold a sign-out that still waits: it gets more time, or this tab works alone. */
async function readSurely(engine: Engine): Promise<RecordView> {
  const view = await engine.keeper.read()
  return view === 'unreadable' ? engine.keeper.change((old) => old) : view
}

interface Found {
  readonly outcome: Outcome<Grant>
  readonly epoch: string
  readonly ticket?: Ticket
}

async function restoreAsking(engine: Engine, record: SessionRecord | undefined): Promise<Found> {
  const call = callOf(engine, record)
  const outcome = await limited(engine, call, [], (sent) => engine.strategy.restore(sent))
  return { outcome, epoch: call.epoch }
}

/** Each tab renews for itself: under the lock, with an intent, like any other refresh. */
async function restoreSpending(engine: Engine, lost: AbortSignal): Promise<Found> {
  const view = await engine.keeper.read()
  const call = callOf(engine, typeof view === 'object' ? view : undefined)
  const spent = await spend(engine, call, lost, (sent) => engine.strategy.restore(sent))
  return { ...spent, epoch: call.epoch }
}

function callOf(engine: Engine, record: SessionRecord | undefined) {
  if (!isLive(record)) return { epoch: engine.ports.crypto.randomId() }
  const { epoch, reference, sealed } = record
  return { epoch, reference, sealed, known: true }
}

/** The server knows of no session; the record may say by now why. */
async function gone(engine: Engine, tried: string): Promise<void> {
  const view = await engine.keeper.read()
  const record = typeof view === 'object' ? view : undefined
  // It was asked for before the record could be read: first that sign-out must reach its server.
  if (record?.queuedEnd !== undefined) return restore(engine)
  const { status, live } = engine.state()
  // Somebody signed in here while this was under way: another session, of which nothing was heard.
  if (status === 'signedIn' && live?.epoch !== tried) {
    return engine.dispatch({ type: 'done', work: 'restore' })
  }
  if (engine.sharing !== 'own' && isLive(record)) {
    // Or in another tab.
    if (record.epoch !== tried) return restore(engine)
    const { epoch, reference } = record
    await finish(engine, { type: 'finish', epoch, reference, reason: 'rejected', origin: 'server' })
  }
  notSignedIn(engine, record)
}

function notSignedIn(engine: Engine, record: SessionRecord | undefined): void {
  const type = 'notSignedIn'
  const epoch = record?.epoch
  if (record?.ended !== undefined) {
    engine.dispatch({ type, epoch, reason: record.ended.reason, origin: 'elsewhere' })
  } else if (record !== undefined && engine.sharing !== 'own') {
    engine.dispatch({ type, epoch, reason: 'rejected', origin: 'server' })
  } else engine.dispatch({ type, epoch, reason: 'never', origin: 'here' })
}

import { overdue } from '../machine/overdue.js'
import type { Grant, Outcome } from '../ports/strategy.js'
import { drain, finish } from './sign-out.js'
import type { Engine } from './engine.js'
import { failureEvent } from './failure-event.js'
import { factsOf, isLive, type SessionRecord } from './record.js'
import { readSurely, takeView } from './read-record.js'
import { underLock } from './refresh-lock.js'
import { settle } from './settle.js'
import { limited, spend, type Ticket } from './spend.js'

/** Finds the session that is there already: from the record, the strategy, and the server. */
export async function restore(engine: Engine): Promise<void> {
  const before = engine.state().live?.epoch
  const record = await recordToRestore(engine)
  // While a sign-out waits for its server nothing is restored, whatever the cookie jar holds.
  if (record?.queuedEnd !== undefined) return notSignedIn(engine, record)
  const { outcome, epoch, ...from } =
    engine.sharing === 'each'
      ? await underLock(engine, (lost) => restoreSpending(engine, lost))
      : await restoreAsking(engine, record)
  const settled =
    outcome.kind === 'ok'
      ? await settle(engine, outcome.value, { epoch, how: 'found', ...from })
      : outcome
  if (settled.kind === 'ok') return
  if (settled.kind === 'none' || settled.kind === 'rejected') await gone(engine, epoch, before)
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

interface Found {
  readonly outcome: Outcome<Grant>
  readonly epoch: string
  readonly generation?: number | undefined
  readonly ticket?: Ticket
}

async function restoreAsking(engine: Engine, record: SessionRecord | undefined): Promise<Found> {
  const call = callOf(engine, record)
  const outcome = await limited(engine, call, [], (sent) => engine.strategy.restore(sent))
  return { outcome, epoch: call.epoch, generation: record?.generation }
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

/** The server knows of no session; the record may say by now why. `before`: who was signed in here when it was asked. */
async function gone(engine: Engine, tried: string, before: string | undefined): Promise<void> {
  const view = await engine.keeper.read()
  const record = typeof view === 'object' ? view : undefined
  // It was asked for before the record could be read: first that sign-out must reach its server.
  if (record?.queuedEnd !== undefined) return restore(engine)
  const mayEnd = [tried, before, undefined]
  if (engine.sharing !== 'own' && isLive(record) && mayEnd.includes(engine.state().live?.epoch)) {
    // Somebody signed in in another tab.
    if (record.epoch !== tried) return restore(engine)
    const { epoch, reference } = record
    await finish(engine, { type: 'finish', epoch, reference, reason: 'rejected', origin: 'server' })
  }
  const { live } = engine.state()
  // Or here, while this was under way: another session, of which nothing was heard. What only this tab holds needs no record.
  const isOwn = live !== undefined && engine.sharing === 'own' && record === undefined
  if (!isOwn && mayEnd.includes(live?.epoch)) return notSignedIn(engine, record)
  engine.dispatch({ type: 'done', work: 'restore' })
  // Back from the cache it is not hidden any longer.
  takeView(engine, 'unreadable')
}

function notSignedIn(engine: Engine, record: SessionRecord | undefined): void {
  const type = 'notSignedIn'
  const epoch = record?.epoch
  if (record?.ended !== undefined) {
    engine.dispatch({ type, epoch, reason: record.ended.reason, origin: 'elsewhere' })
  } else if ((record ?? engine.state().live) !== undefined && engine.sharing !== 'own') {
    engine.dispatch({ type, epoch, reason: 'rejected', origin: 'server' })
  } else engine.dispatch({ type, epoch, reason: 'never', origin: 'here' })
}

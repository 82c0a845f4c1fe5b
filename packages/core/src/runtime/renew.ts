import { SessionError } from '../errors.js'
import type { Live } from '../machine/state.js'
import type { Grant, Outcome } from '../ports/strategy.js'
import type { Engine } from './engine.js'
import { isOther, recordFactsOf, renewalOf } from './grant-facts.js'
import { adopt, callOf, report } from './adopt.js'
import { readRecord, takeView } from './read-record.js'
import { isLive, RECORD_VERSION, type SessionRecord } from './record.js'
import { underLock } from './refresh-lock.js'
import { settle } from './settle.js'
import { isGone, isOutdated, limited, spend, type Ticket } from './spend.js'

/** Why a renewal may start although the last one failed a moment ago. */
export type Urgency = 'onDemand' | 'asked'

/** Renews the credential, once for all callers of this realm. Never rejects but after `dispose`. */
export type Renew = (urgency: Urgency) => Promise<Outcome<unknown>>

export function createRenew(engine: Engine): Renew {
  let flight: { readonly epoch: string; readonly outcome: Promise<Outcome<unknown>> } | undefined

  return (urgency) => {
    const { live, failure } = engine.state()
    if (live === undefined) return Promise.resolve({ kind: 'none' })
    if (flight?.epoch === live.epoch) return flight.outcome
    // While the server is given time, requests of the app do not ask it once more each.
    const waiting = failure !== undefined && engine.now() < failure.retryAt
    if (waiting && (failure.throttled || urgency === 'onDemand')) {
      return Promise.resolve({ kind: 'unavailable' })
    }
    const outcome = renewOnce(engine, live).catch((error: unknown) => {
      // After `dispose` every wait is called off.
      throw engine.signals.all.aborted ? new SessionError('disposed') : error
    })
    const mine = { epoch: live.epoch, outcome }
    flight = mine
    const clear = () => {
      if (flight === mine) flight = undefined
    }
    mine.outcome.then(clear, clear)
    return mine.outcome
  }
}

function renewOnce(engine: Engine, live: Live): Promise<Outcome<unknown>> {
  return engine.sharing === 'own'
    ? renewHolding(engine, live, engine.signals.all)
    : underLock(engine, (lost) => renewHolding(engine, live, lost))
}

async function renewHolding(
  engine: Engine,
  live: Live,
  lost: AbortSignal,
): Promise<Outcome<unknown>> {
  const view = await engine.keeper.read()
  if (isOutdated(engine)) {
    report(engine, live, UNAVAILABLE)
    return UNAVAILABLE
  }
  if (isGone(engine, view, live.epoch)) {
    takeView(engine, view)
    return { kind: 'none' }
  }
  if (isLive(view) && isNewer(engine, view, live)) return adopt(engine, live, view)
  const call = callOf(live, view)
  const ended = engine.signals.of(live.epoch)
  const { outcome, ticket } = await spend(engine, call, AbortSignal.any([lost, ended]), (sent) =>
    engine.strategy.refresh(sent),
  )
  if (outcome.kind === 'unavailable') {
    const now = await engine.keeper.read()
    // A tab that was robbed in its sleep wakes up when the robber is done, and may hear of the theft last.
    if (isLive(now, live.epoch) && isNewer(engine, now, live)) return adopt(engine, live, now)
  }
  const result = outcome.kind === 'ok' ? await commit(engine, live, outcome.value, ticket) : outcome
  report(engine, live, result)
  return result
}

const UNAVAILABLE = { kind: 'unavailable' } as const

function isNewer(engine: Engine, record: SessionRecord, live: Live): boolean {
  const { generation, expiresAt = Infinity } = record
  return engine.sharing === 'shared' && generation > live.generation && engine.now() < expiresAt
}

async function commit(
  engine: Engine,
  live: Live,
  grant: Grant,
  ticket: Ticket,
): Promise<Outcome<unknown>> {
  if (isOther(live, grant)) return settle(engine, grant, { epoch: live.epoch, how: 'instead' })
  const renewal = renewalOf(engine, grant)
  let generation: number | undefined
  const view = await engine.keeper.change((old) => {
    generation = undefined
    const valid = old === undefined || isLive(old, live.epoch)
    if (!valid || !ticket.holds(old)) return old
    // Where the site's data was cleared, a tab that slept has nothing else to learn of this session from.
    if (old === undefined) engine.tell('signedIn', live.epoch)
    generation = Math.max(old?.generation ?? 0, live.generation) + 1
    const known = old ?? lostRecordOf(live)
    const reference = grant.reference ?? known.reference
    return { ...known, ...recordFactsOf(grant), reference, generation, refresh: 'rest' }
  })
  if (generation === undefined) return discard(engine, live, view)
  engine.dispatch({
    type: 'renewed',
    epoch: live.epoch,
    slid: false,
    origin: 'here',
    renewal: { ...renewal, generation },
  })
  return { kind: 'ok', value: undefined }
}

/** What the record said of a session before the site's data was cleared. */
function lostRecordOf({ epoch, startedAt, activeAt, reference }: Live) {
  return { v: RECORD_VERSION, epoch, startedAt, activeAt, reference } as const
}

/**
 * Late by epoch: discarded and revoked. Late by generation: discarded only, revoking would end the family.
 *
 * Where the site's data was cleared, another epoch may have begun of the same session at the server: that one lives on.
 */
async function discard(
  engine: Engine,
  live: Live,
  view: SessionRecord | string,
): Promise<Outcome<unknown>> {
  if (isLive(view, live.epoch)) return adopt(engine, live, view)
  const { epoch, reference } = live
  const livesOn = isLive(view) && reference !== undefined && view.reference === reference
  if (!livesOn) {
    await limited(engine, { epoch, reference }, [], (call) => engine.strategy.signOut(call))
  }
  await readRecord(engine)
  return { kind: 'none' }
}

import type { SignOutOptions } from '../call-options.js'
import type { Effect } from '../machine/effect.js'
import type { Live } from '../machine/state.js'
import type { Engine } from './engine.js'
import { isLive, type QueuedEnd, RECORD_VERSION, type SessionRecord } from './record.js'
import { underEndLock } from './end-lock.js'
import { failureEvent } from './failure-event.js'
import { readSurely } from './read-record.js'
import { forget } from './settle.js'
import { SIGN_IN } from './sign-in.js'
import { limited, REQUEST_LIMIT_MS } from './spend.js'
import { withTimeLimit } from './time-limit.js'

/**
 * Signs out: here at once, then everywhere. Resolves when the server knows, or the sign-out is queued.
 *
 * `known` resolves when it is known whether somebody is signed in, or that this cannot be known now.
 */
export async function signOut(
  engine: Engine,
  options: SignOutOptions,
  known: () => Promise<void>,
): Promise<void> {
  engine.signals.end(SIGN_IN)
  if (isStarting(engine)) {
    const { signIns } = engine
    await known()
    // Who signs in meanwhile stays.
    if (engine.signIns !== signIns) return
    if (isStarting(engine)) return signOutUnseen(engine)
  }
  const { live } = engine.state()
  const url = live && providerUrl(engine, live, options)
  if (live !== undefined) {
    engine.dispatch({ type: 'ended', epoch: live.epoch, reason: 'requested', origin: 'here' })
  }
  await engine.finishing
  const address = await url
  if (address !== undefined) await engine.ports.visit?.open('redirect', address, options.page)
}

function isStarting(engine: Engine): boolean {
  const { status, live } = engine.state()
  return status === 'starting' && live === undefined
}

/** The server cannot be reached to say who is there: whom the record shows is signed out, or whom the server knows. */
async function signOutUnseen(engine: Engine): Promise<void> {
  const view = await readSurely(engine)
  const known = isLive(view) ? view : undefined
  const epoch = known?.epoch ?? engine.ports.crypto.randomId()
  const ending = { epoch, reason: 'requested', origin: 'here' } as const
  // First, or a restore that is tried again would show the session while the record is written.
  engine.dispatch({ type: 'notSignedIn', ...ending })
  await finish(engine, { type: 'finish', reference: known?.reference, ...ending })
}

/** Asked while the credentials are still there, and only of a strategy that has such a page. */
async function providerUrl(
  engine: Engine,
  { epoch, reference }: Live,
  options: SignOutOptions,
): Promise<string | undefined> {
  const { signOutUrl } = engine.strategy
  if (signOutUrl === undefined || options.provider === false) return undefined
  return withTimeLimit(engine.ports.clock, REQUEST_LIMIT_MS, [engine.signals.all], (signal) =>
    signOutUrl(options, { epoch, reference, signal }),
  )
}

type Finish = Extract<Effect, { type: 'finish' }>

/** Ends a sign-in in the world: its requests, the record, the other tabs, the server. */
export async function finish(engine: Engine, ending: Finish): Promise<void> {
  const { epoch, reference, reason, origin } = ending
  engine.signals.end(epoch)
  if (reason === 'replaced' && origin === 'here') return forget(engine, epoch)
  let announced = false
  if (origin !== 'elsewhere') {
    await engine.keeper.change((old) => {
      // Where the site's data was cleared, the others still have to hear of it.
      announced = old === undefined || isLive(old, epoch)
      // Said while the transaction lasts: who hears it reads after it, and a page that is left right now says no more.
      if (announced) engine.tell('signedOut', epoch)
      return announced ? tombstone(engine, old, ending) : old
    })
  }
  const asks = engine.sharing === 'own' ? origin !== 'server' : announced && origin === 'here'
  if (asks && engine.sharing === 'own') engine.ownEnd = { epoch, reference }
  if (asks) await drain(engine)
  forget(engine, epoch)
}

function tombstone(
  engine: Engine,
  old: SessionRecord | undefined,
  { epoch, reason, origin, ...ending }: Finish,
): SessionRecord {
  const at = engine.ports.clock.now()
  const { generation = 0, startedAt = at, activeAt = at, sealed } = old ?? {}
  const { reference = ending.reference } = old ?? {}
  const queued = origin === 'here' && engine.sharing !== 'own'
  return {
    v: RECORD_VERSION,
    epoch,
    generation,
    startedAt,
    activeAt,
    serverDeadlines: {},
    refresh: 'rest',
    ended: { reason, at },
    ...(queued && { queuedEnd: { epoch, reference, sealed } }),
  }
}

/** Sends a queued sign-out, in one tab at a time, until its server has confirmed it. */
export async function drain(engine: Engine): Promise<void> {
  if (engine.ownEnd !== undefined) return drainHolding(engine)
  const done = await underEndLock(engine, [], () => drainHolding(engine))
  if (!done.held && !engine.signals.all.aborted) {
    engine.dispatch(failureEvent(engine, 'end', { kind: 'unavailable' }))
  }
}

async function drainHolding(engine: Engine): Promise<void> {
  const queued = engine.ownEnd ?? (await queuedEnd(engine))
  if (queued === 'unreadable') {
    return engine.dispatch(failureEvent(engine, 'end', { kind: 'unavailable' }))
  }
  if (queued === undefined) return engine.dispatch({ type: 'done', work: 'end' })
  const outcome = await limited(engine, queued, [], (call) => engine.strategy.signOut(call))
  if (outcome.kind !== 'ok' && outcome.kind !== 'none' && outcome.kind !== 'rejected') {
    return engine.dispatch(failureEvent(engine, 'end', outcome))
  }
  if (engine.ownEnd === queued) engine.ownEnd = undefined
  else {
    await engine.keeper.change((old) =>
      old?.queuedEnd?.epoch === queued.epoch ? { ...old, queuedEnd: undefined } : old,
    )
  }
  engine.dispatch({ type: 'done', work: 'end' })
}

async function queuedEnd(engine: Engine): Promise<QueuedEnd | 'unreadable' | undefined> {
  const view = await engine.keeper.read()
  if (view === 'unreadable') return view
  return typeof view === 'object' ? view.queuedEnd : undefined
}

import { SessionError } from '../errors.js'
import type { Live } from '../machine/state.js'
import type { Engine } from './engine.js'
import { failureError } from './failure-error.js'
import { readRecord } from './read-record.js'
import type { Renew } from './renew.js'

const VERIFIED_MS = 1_000

/** Lets a request pass only with a session that stands and a credential that is good for `minValidityMs`. */
export type Gate = (minValidityMs: number) => Live | Promise<Live>

/**
 * `known` resolves when it is known whether somebody is signed in, or that this cannot be known now.
 *
 * The record is read again when that is a second ago: a tab that was frozen may have missed a sign-out.
 */
export function createGate(engine: Engine, renew: Renew, known: () => Promise<void>): Gate {
  const isVerified = (): boolean => engine.now() - engine.keeper.seenAt() < VERIFIED_MS

  return (minValidityMs) => {
    const now = engine.now()
    // Late timers come first: the deadlines are judged before anything is sent.
    if (now >= engine.wakeAt()) engine.dispatch({ type: 'woke' })
    const { status, confirming, live } = engine.state()
    const ready = status === 'signedIn' && !confirming && isVerified()
    if (ready && live !== undefined && isGood(now, live, minValidityMs)) return live
    return passAs(live?.account, minValidityMs, ready)
  }

  /** What was begun for one user never goes on for another. */
  async function passAs(
    account: string | undefined,
    minValidityMs: number,
    ready: boolean,
  ): Promise<Live> {
    const live = await pass(minValidityMs, ready)
    if (live.account !== (account ?? live.account)) throw new SessionError('signed_out')
    return live
  }

  async function pass(minValidityMs: number, ready: boolean): Promise<Live> {
    if (engine.state().status === 'starting') await known()
    else if (!ready) await readRecord(engine)
    // Frozen meanwhile: what was read is as old as that.
    if (!isVerified()) await readRecord(engine)
    const live = standing(engine)
    if (isGood(engine.now(), live, minValidityMs)) return live
    const outcome = await renew('onDemand')
    if (outcome.kind !== 'ok') throw failureError(outcome)
    return standing(engine)
  }
}

function isGood(now: number, live: Live, minValidityMs: number): boolean {
  return now + minValidityMs < live.expiresAt
}

function standing(engine: Engine): Live {
  const { status, live } = engine.state()
  if (engine.signals.all.aborted) throw new SessionError('disposed')
  if (status === 'starting') throw new SessionError('refresh_unavailable')
  if (live === undefined) throw new SessionError('signed_out')
  return live
}

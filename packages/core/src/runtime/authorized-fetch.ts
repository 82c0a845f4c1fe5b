import { SessionError } from '../errors.js'
import type { Live } from '../machine/state.js'
import type { StepUpChallenge } from '../ports/strategy.js'
import type { AddressCheck } from './allowed-origins.js'
import type { Gate } from './credential-gate.js'
import type { Engine } from './engine.js'
import { check } from './check.js'
import { readRecord } from './read-record.js'
import type { Renew } from './renew.js'
import { stepUp } from './sign-in.js'
import { copiesOf } from './request-copies.js'

// A 401 that a fresh credential did not cure is the server's answer, and is not asked again for a while.
const INCURABLE_MS = 30_000

// As long as its answer is read a request can be aborted; WebKit collects a combined signal that nobody holds.
const held = new WeakMap<Response, AbortSignal>()

type Fetch = (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>

/** The app's `fetch` with the credential attached; a 401 is refreshed and retried once. */
export function createAuthorizedFetch(
  engine: Engine,
  renew: Renew,
  gate: Gate,
  checkAddress: AddressCheck,
): Fetch {
  let incurable = { epoch: '', generation: -1, until: 0 }

  return async (input, init) => {
    const copies = copiesOf(input, init, engine.ports.navigation.baseUrl())
    checkAddress(copies.first.url)
    const live = await gate(0)
    const response = await send(engine, copies.first, live)
    if (response.status !== 401) return response
    const challenge = engine.strategy.challengeOf?.(response)
    const second = challenge ? await proveAgain(engine, challenge, live) : await cure(live)
    if (second === undefined) return response
    const retry = copies.again()
    if (retry === undefined) return response
    await response.body?.cancel()
    const answer = await send(engine, retry, second)
    if (answer.status === 401) incurable = { ...second, until: engine.now() + INCURABLE_MS }
    return answer
  }

  /** The session with a newer credential than the one that was refused. */
  async function cure(refused: Live): Promise<Live | undefined> {
    const { epoch, generation } = refused
    const known = incurable.epoch === epoch && incurable.generation === generation
    if (known && engine.now() < incurable.until) return undefined
    if (engine.state().live?.generation === generation) {
      const outcome = await renew('onDemand')
      if (outcome.kind === 'none' || outcome.kind === 'rejected') {
        throw new SessionError('signed_out')
      }
      if (outcome.kind !== 'ok') return undefined
    }
    // A tab that was frozen meanwhile may have missed a sign-out.
    const live = await gate(0)
    if (live.epoch !== epoch) throw new SessionError('signed_out')
    return live
  }
}

async function send(engine: Engine, request: Request, live: Live): Promise<Response> {
  const { epoch, reference } = live
  const ended = engine.signals.of(epoch)
  const signal = AbortSignal.any([request.signal, ended])
  const sentAt = engine.now()
  try {
    const response = await engine.strategy.fetch(request, { epoch, reference, signal })
    held.set(response, signal)
    ended.throwIfAborted()
    if (response.type === 'opaqueredirect' && request.redirect !== 'manual') {
      throw new SessionError('redirect_refused')
    }
    if (response.status === 409 && response.headers.has('latchkey-mismatch')) {
      void lookAgain(engine, epoch)
      throw new SessionError('signed_out')
    }
    if (engine.strategy.kind === 'cookie') engine.dispatch({ type: 'sent', at: sentAt })
    return response
  } catch (error) {
    if (ended.aborted && !request.signal.aborted) throw new SessionError('signed_out')
    throw error
  }
}

/** The API wants the user's proof, not another token. RFC 9470. */
async function proveAgain(
  engine: Engine,
  challenge: StepUpChallenge,
  { epoch }: Live,
): Promise<Live> {
  engine.emit('stepUpRequired', challenge)
  const { stepUp: method = 'throw' } = engine.strategy
  if (method === 'throw') throw new SessionError('step_up_required')
  await stepUp(engine, { ...challenge, method })
  const { live } = engine.state()
  if (live?.epoch !== epoch) throw new SessionError('signed_out')
  return live
}

/** The cookie names another session than this tab: the record or the server knows which. */
async function lookAgain(engine: Engine, epoch: string): Promise<void> {
  await readRecord(engine)
  if (engine.state().live?.epoch === epoch) await check(engine)
}

import type { Call, Grant, Outcome } from '../ports/strategy.js'
import type { Engine } from './engine.js'
import { isOther, recordFactsOf, renewalOf } from './grant-facts.js'
import { isLive } from './record.js'
import { settle } from './settle.js'
import { limited } from './spend.js'

/** Asks passively whether the session stands; slides no deadline. */
export function check(engine: Engine): Promise<void> {
  return ask(engine, false, (call) => engine.strategy.check(call))
}

/** Tells the server that the user is active. */
export function keepAlive(engine: Engine): Promise<void> {
  return ask(engine, true, (call) => engine.strategy.keepAlive(call))
}

async function ask(
  engine: Engine,
  slid: boolean,
  send: (call: Call) => Promise<Outcome<Grant | undefined>>,
): Promise<void> {
  const { live } = engine.state()
  if (live === undefined) return
  const { epoch, reference } = live
  const ended = engine.signals.of(epoch)
  const outcome = await limited(engine, { epoch, reference }, [ended], send)
  if (outcome.kind === 'none' || outcome.kind === 'rejected') {
    // In the warning it is the server's own idle timeout that came first.
    const reason = engine.state().warned ? 'idle' : 'rejected'
    engine.dispatch({ type: 'ended', epoch, reason, origin: 'server' })
  }
  if (outcome.kind !== 'ok' || outcome.value === undefined) return
  const grant = outcome.value
  if (isOther(live, grant)) {
    await settle(engine, grant, { epoch, how: 'instead' })
    return
  }
  engine.dispatch({
    type: 'renewed',
    epoch,
    slid,
    origin: 'here',
    renewal: renewalOf(engine, grant),
  })
  await engine.keeper.change((old) => {
    if (!isLive(old, epoch)) return old
    const { serverDeadlines } = recordFactsOf(grant)
    return { ...old, serverDeadlines }
  })
}

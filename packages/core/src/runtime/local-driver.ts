import { SessionError } from '../errors.js'
import { startingState } from '../machine/state.js'
import type { Strategy } from '../ports/strategy.js'
import { createAddressCheck } from './allowed-origins.js'
import { createAuthorizedFetch } from './authorized-fetch.js'
import { createEngine } from './create-engine.js'
import { createGate } from './credential-gate.js'
import type { Ports } from '../ports/ports.js'
import type { Driver, EngineFront } from './driver.js'
import { failureError } from './failure-error.js'
import { oncePerReturn } from './once-per-return.js'
import { readRecord } from './read-record.js'
import { signIn, stepUp } from './sign-in.js'
import { signOut } from './sign-out.js'
import { startEngine } from './start-engine.js'

/** One whose engine is here can be asked to look at the record. */
export interface LocalDriver extends Driver {
  verify(): Promise<void>
}

/** Runs the engine in this realm. */
export function createLocalDriver(
  { options, known, publish, emit }: EngineFront,
  strategy: Strategy,
  ports: Ports,
): LocalDriver {
  const isCookie = strategy.kind === 'cookie'
  const { engine, renew, loop } = createEngine(
    ports,
    { ...options, strategy },
    { ...options.limits, checkOnShow: isCookie },
    {
      initial: startingState(ports.lifecycle.visible()),
      publish,
      emit,
    },
  )
  const gate = createGate(engine, renew, known)
  const check = createAddressCheck(ports.navigation, options.allowedOrigins)
  const stop = startEngine(engine)

  function tokenOf(epoch: string): string {
    const token = strategy.token(epoch)
    if (token === undefined) throw new SessionError('signed_out')
    return token
  }

  return {
    isolation: () => (isCookie ? 'cookie' : 'page'),
    sharedGrant: () => engine.sharing === 'shared',
    signIn: oncePerReturn((input) => signIn(engine, input)),
    reauthenticate: (given) => stepUp(engine, given),
    signOut: (given) => signOut(engine, given, known),
    fetch: createAuthorizedFetch(engine, renew, gate, check),
    getToken: (minValidityMs) => {
      if (isCookie) throw new SessionError('no_token')
      const passed = gate(minValidityMs)
      return passed instanceof Promise
        ? passed.then(({ epoch }) => tokenOf(epoch))
        : tokenOf(passed.epoch)
    },
    refresh: async () => {
      const outcome = await renew('asked')
      if (outcome.kind !== 'ok') throw failureError(outcome)
    },
    extend: () => engine.dispatch({ type: 'extended' }),
    hold: (by) => engine.dispatch({ type: 'held', by }),
    verify: () => readRecord(engine),
    stop: () => {
      stop()
      loop.stop()
    },
  }
}

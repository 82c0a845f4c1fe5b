import { SessionError } from '../errors.js'
import type { Session } from '../session.js'
import type { Gate } from './credential-gate.js'
import type { Engine } from './engine.js'
import { failureError } from './failure-error.js'
import type { Publisher } from './publisher.js'
import type { Renew } from './renew.js'
import { signIn } from './sign-in.js'
import { signOut } from './sign-out.js'

/** The parts that the public object speaks for. */
export interface FacadeParts {
  readonly engine: Engine
  readonly renew: Renew
  readonly gate: Gate
  readonly publisher: Publisher
  readonly ready: Promise<void>
  readonly fetch: Session['fetch']
  readonly stop: () => void
}

/** The public session: frozen, and harmless to whoever finds it. */
export function createFacade(parts: FacadeParts): Session {
  const { engine, renew, gate, publisher } = parts
  const alive = (): void => {
    if (engine.signals.all.aborted) throw new SessionError('disposed')
  }

  const actions: Omit<Session, 'state' | typeof Symbol.dispose> = {
    ready: parts.ready,
    isolation: engine.strategy.kind === 'cookie' ? 'cookie' : 'page',
    sharedGrant: engine.sharing === 'shared',
    subscribe: publisher.subscribe,
    on: publisher.on as Session['on'],
    signIn: async (input) => {
      alive()
      await signIn(engine, input)
    },
    signOut: async () => {
      alive()
      await signOut(engine)
    },
    fetch: async (input, init) => {
      alive()
      return parts.fetch(input, init)
    },
    getToken: async (options = {}) => {
      alive()
      const { minValidityMs = 0 } = options
      if (engine.strategy.kind === 'cookie') throw new SessionError('no_token')
      const passed = gate(minValidityMs)
      const { epoch } = passed instanceof Promise ? await passed : passed
      const token = engine.strategy.token(epoch)
      if (token === undefined) throw new SessionError('signed_out')
      return token
    },
    refresh: async () => {
      alive()
      const outcome = await renew('asked')
      if (outcome.kind !== 'ok') throw failureError(outcome)
    },
    extend: () => engine.dispatch({ type: 'extended' }),
    hold: () => {
      engine.dispatch({ type: 'held', by: 1 })
      let held = true
      return () => {
        if (held) engine.dispatch({ type: 'held', by: -1 })
        held = false
      }
    },
    dispose: () => {
      parts.stop()
      publisher.clear()
    },
  }
  const dispose = Symbol.dispose ?? Symbol('dispose')
  return Object.freeze(
    Object.defineProperties({ ...actions, [dispose]: actions.dispose } as unknown as Session, {
      state: { get: publisher.state, enumerable: true },
    }),
  )
}

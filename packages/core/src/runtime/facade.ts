import { SessionError } from '../errors.js'
import type { Session } from '../session.js'
import type { Driver } from './driver.js'
import type { Publisher } from './publisher.js'

/** The public session: frozen, and harmless to whoever finds it. */
export function createFacade(driver: Driver, publisher: Publisher, ready: Promise<void>): Session {
  let disposed = false
  const alive = (): Driver => {
    if (disposed) throw new SessionError('disposed')
    return driver
  }

  const actions: Omit<Session, 'state' | 'isolation' | 'sharedGrant' | typeof Symbol.dispose> = {
    ready,
    subscribe: publisher.subscribe,
    on: publisher.on as Session['on'],
    signIn: async (input) => alive().signIn(input),
    reauthenticate: async (options = {}) => alive().reauthenticate(options),
    signOut: async (options = {}) => alive().signOut(options),
    fetch: async (input, init) => alive().fetch(input, init),
    getToken: async ({ minValidityMs = 0 } = {}) => {
      const token = alive().getToken(minValidityMs)
      return typeof token === 'string' ? token : await token
    },
    refresh: async () => alive().refresh(),
    extend: () => driver.extend(),
    hold: () => {
      driver.hold(1)
      let held = true
      return () => {
        if (held) driver.hold(-1)
        held = false
      }
    },
    dispose: () => {
      disposed = true
      driver.stop()
      publisher.clear()
    },
  }
  const dispose = Symbol.dispose ?? Symbol('dispose')
  return Object.freeze(
    Object.defineProperties({ ...actions, [dispose]: actions.dispose } as unknown as Session, {
      state: { get: publisher.state, enumerable: true },
      isolation: { get: driver.isolation, enumerable: true },
      sharedGrant: { get: driver.sharedGrant, enumerable: true },
    }),
  )
}

import { inBrowser } from './browser/in-browser.js'
import { inertSession } from './inert-session.js'
import type { Ports } from './ports/ports.js'
import { resolveOptions } from './resolve-options.js'
import type { SessionOptions } from './session-options.js'
import { createFacade } from './runtime/facade.js'
import { createPublisher } from './runtime/publisher.js'
import { createReadiness } from './runtime/readiness.js'
import type { Front } from './runtime/driver.js'
import type { Session } from './session.js'

/**
 * Creates the session of this page, which is the session of all tabs of the browser profile.
 *
 * On a server it is inert: state `starting` (or `initialState`), and every call that needs a browser throws `not_in_browser`.
 *
 * @throws {TypeError | RangeError} for unknown or contradictory options, with the option's name and what it accepts
 * @example
 * export const session = createSession({
 *   strategy: cookie({ session: '/session', end: '/session/end' }),
 *   idle: { timeoutMs: 15 * 60_000, warningMs: 60_000 },
 * })
 * await session.ready
 */
export function createSession<User = unknown>(options: SessionOptions<User>): Session<User> {
  if (inBrowser()) return openSession(options)
  const { initialState } = resolveOptions(options)
  return inertSession(initialState) as Session<User>
}

/** As `createSession`, in a world of one's own: for tests, and for realms that are no page. */
export function createSessionWith<User = unknown>(
  ports: Ports,
  options: SessionOptions<User>,
): Session<User> {
  return openSession(options, ports)
}

function openSession<User>(options: SessionOptions<User>, ports?: Ports): Session<User> {
  const resolved = resolveOptions(options)
  const initial = resolved.initialState ?? { status: 'starting', connection: 'ok' }
  const publisher = createPublisher(Object.freeze({ ...initial }), resolved.limits)
  const readiness = createReadiness()
  const front: Front = {
    options: resolved,
    publish: (state, event) => {
      publisher.publish(state, event)
      readiness.publish(state)
    },
    emit: publisher.emit,
    fail: publisher.fail,
    known: readiness.known,
  }
  const driver = resolved.strategy.start(front, ports)
  return createFacade(driver, publisher, readiness.ready) as Session<User>
}

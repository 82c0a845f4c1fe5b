import { browserPorts } from '../browser/browser-ports.js'
import { inBrowser } from '../browser/in-browser.js'
import { createSessionWith } from '../create-session.js'
import { inertSession } from '../inert-session.js'
import type { Ports } from '../ports/ports.js'
import type { IdleOptions } from '../session-options.js'
import type { Session, SessionState } from '../session.js'
import { inThisRealm } from '../in-this-realm.js'
import { presence } from './presence.js'

/** Whether the user of this browser is there; `idleAt` in epoch milliseconds. */
export type PresenceState =
  | { readonly status: 'active' }
  | { readonly status: 'warning'; readonly idleAt: number }
  | { readonly status: 'idle' }

/** What `createIdle` takes: an idle timeout, and a name where an origin has more than one. */
export interface IdleWatchOptions extends IdleOptions {
  /** Watches of one name share their activity over all tabs. Default `idle`. */
  readonly name?: string
}

/** Watches over all tabs of a browser profile whether its user is there. */
export interface Idle {
  /** Frozen; the same object while nothing changed. */
  readonly state: PresenceState
  subscribe(listener: () => void): () => void
  /** Says that the user is still here: closes the warning in every tab. */
  extend(): void
  /** Begins anew after `idle`, in every tab. */
  restart(): Promise<void>
  /** Pauses idleness until the returned function is called. */
  hold(reason: string): () => void
  dispose(): void
}

/**
 * Tells when the user has gone, the same in every tab, without any session.
 *
 * On a server it is inert and says `active`.
 *
 * @throws {RangeError} unless `timeoutMs` is greater than `warningMs`
 * @example
 * const idle = createIdle({ timeoutMs: 10 * 60_000, warningMs: 30_000 })
 * idle.subscribe(() => lockScreen(idle.state.status === 'idle'))
 */
export function createIdle(options: IdleWatchOptions = {}): Idle {
  return inBrowser() ? createIdleWith(browserPorts(), options) : facade(inertSession(undefined))
}

/** As `createIdle`, in a world of one's own. */
export function createIdleWith(ports: Ports, options: IdleWatchOptions = {}): Idle {
  const { name = 'idle', ...idle } = options
  return facade(createSessionWith(ports, { strategy: inThisRealm(presence), name, idle }))
}

function facade(session: Session): Idle {
  let shown = session.state
  let state = presenceOf(shown)
  const { subscribe, extend, hold, dispose } = session

  function read(): PresenceState {
    if (session.state !== shown) {
      shown = session.state
      const next = presenceOf(shown)
      const same = next.status === state.status && next.status !== 'warning'
      if (!same) state = next
    }
    return state
  }

  const actions = { subscribe, extend, hold, dispose, restart: () => session.signIn() }
  return Object.freeze(
    Object.defineProperty(actions as typeof actions & Idle, 'state', {
      get: read,
      enumerable: true,
    }),
  )
}

function presenceOf(state: SessionState): PresenceState {
  if (state.status === 'signedOut') return Object.freeze({ status: 'idle' })
  return state.status === 'signedIn' && state.idle === 'warning'
    ? Object.freeze({ status: 'warning', idleAt: state.idleAt })
    : Object.freeze({ status: 'active' })
}

import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { createCookieSessions, type CookieSessions } from './cookie-sessions.js'
import { createCounters, type Counters } from './counters.js'
import { createFaults, type Faults } from './faults.js'
import { DEFAULT_LIMITS, type Limits } from './limits.js'
import { createOrders, type Orders } from './orders.js'
import { createTokenFamilies, type TokenFamilies } from './token-families.js'

/** All that a playground remembers; its http and https listeners share one. */
export interface PlaygroundState {
  readonly now: () => number
  readonly limits: Limits
  readonly counters: Counters
  readonly faults: Faults
  readonly sessions: CookieSessions
  readonly families: TokenFamilies
  readonly orders: Orders
  /** The origins of our own pages: exact strings, known once the ports are. */
  readonly pageOrigins: Set<string>
  /** What pages may connect to besides our own servers. */
  readonly connectSources: Set<string>
  /** Waits in real time; ends at once when the playground stops. */
  pause(ms: number): Promise<void>
  /** Aborted when the playground stops. */
  readonly stopping: AbortController
}

/** Creates the state of one playground. */
export function createPlaygroundState(now: () => number): PlaygroundState {
  const limits = { ...DEFAULT_LIMITS }
  const stopping = new AbortController()
  // Any number of answers may be slow at once.
  setMaxListeners(0, stopping.signal)

  return {
    now,
    limits,
    counters: createCounters(),
    faults: createFaults(),
    sessions: createCookieSessions(limits, now),
    families: createTokenFamilies(limits, now),
    orders: createOrders(),
    pageOrigins: new Set(),
    connectSources: new Set(),
    pause: (ms) => sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined),
    stopping,
  }
}

/** Ends all sessions and families, or the one with this reference, as another device would. */
export function endSessions(state: PlaygroundState, reference?: string): number {
  const isMeant = (one: { reference: string }): boolean =>
    reference === undefined || one.reference === reference
  const sessions = state.sessions.list().filter(isMeant)
  const families = state.families.list().filter(isMeant)
  for (const session of sessions) state.sessions.end(session)
  for (const family of families) state.families.end(family)
  return sessions.length + families.length
}

/** Expires what opens the API, now; the sessions stand and can be refreshed. */
export function expireCredentials(state: PlaygroundState): void {
  for (const session of state.sessions.list()) session.credentialExpiresAt = state.now()
  state.families.expireAccessTokens()
}

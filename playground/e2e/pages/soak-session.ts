import { browserPorts } from '../../../packages/core/src/browser/browser-ports.js'
import { createSessionWith } from '../../../packages/core/src/create-session.js'
import { inThisRealm } from '../../../packages/core/src/in-this-realm.js'
import { hostedStrategy } from '../../../packages/core/src/isolation/hosted-strategy.js'
import type { Clock } from '../../../packages/core/src/ports/clock.js'
import type { Http } from '../../../packages/core/src/ports/http.js'
import type { SessionStrategy } from '../../../packages/core/src/runtime/driver.js'
import type { Session } from '../../../packages/core/src/session.js'
import { SOAK_LIMITS, type SoakNote, type SoakState, type SoakWay } from '../soak-ways.ts'
import { playgroundBearer, playgroundCookie } from './playground-strategies.ts'
import { inSoakVault } from './soak-in-vault.ts'
import { type SoakPlace, soakRealm } from './soak-ports.ts'

type Note = (what: SoakNote) => void

/** A session of the soak, and how it reaches its servers. */
export interface SoakSession {
  readonly session: Session
  readonly http: Http
}

const { idleMs, warningMs, absoluteMs } = SOAK_LIMITS

/** Where the refresh token of each way is; undefined: there is none. */
export const REFRESH_TOKEN = {
  cookie: undefined,
  sealed: 'answer',
  'refresh-cookie': 'cookie',
  vault: 'answer',
} as const satisfies Record<SoakWay, 'cookie' | 'answer' | undefined>

/** Opens a session at the clock and the servers of the soak. */
export function openSoakSession(way: SoakWay, place: SoakPlace, note: Note): SoakSession {
  const realm = soakRealm(way, place, note)
  const ports = { ...browserPorts(), ...realm }
  const session = createSessionWith(ports, {
    strategy: strategyOf(way, realm.clock, place),
    name: way,
    idle: { timeoutMs: idleMs, warningMs },
    absoluteTimeoutMs: absoluteMs,
    isolation: { persist: way === 'sealed' ? 'sealed' : 'none' },
  })
  noteTurns(way, session, realm.clock, note)
  return { session, http: realm.http }
}

function strategyOf(way: SoakWay, clock: Clock, { epoch }: SoakPlace): SessionStrategy {
  const refreshToken = REFRESH_TOKEN[way]
  if (refreshToken === undefined) return inThisRealm(playgroundCookie())
  const bearer = playgroundBearer(refreshToken)
  return way === 'vault' ? inSoakVault(bearer, clock, epoch) : inThisRealm(hostedStrategy(bearer))
}

/** Notes each time a session begins or ends here, turns out to have, or is on its own from now on. */
function noteTurns(way: SoakWay, session: Session, clock: Clock, note: Note): void {
  // The vault is one for all tabs: nothing is lost where it is alone.
  if (way !== 'vault') session.on('notice', () => note({ kind: 'alone', way, at: clock.now() }))
  let before = session.state
  session.subscribe(() => {
    const { state } = session
    if (state.status === 'signedOut' && before.status !== 'signedOut') {
      const id = before.status === 'signedIn' && { id: before.id }
      note({ kind: 'signedOut', way, ...id, reason: state.reason, at: clock.now() })
    }
    if (state.status === 'signedIn' && (before.status !== 'signedIn' || before.id !== state.id)) {
      note({ kind: 'signedIn', way, id: state.id, at: clock.now() })
    }
    before = state
  })
}

export function shown({ state }: Session): SoakState {
  const { status } = state
  if (status === 'signedOut') return { status, reason: state.reason }
  const { connection } = state
  return status === 'signedIn' ? { status, id: state.id, connection } : { status, connection }
}

export function isCalm({ state }: Session): boolean {
  return state.status === 'signedOut' || (state.status === 'signedIn' && state.connection === 'ok')
}

import type { RunningIdentity } from './identity/start-identity.js'
import { createSecretCookie, type SecretCookie } from './secret-cookie.js'
import type { PlaygroundState } from './playground-state.js'

/** What the routes of one listener need: the shared state, and the cookies of its scheme. */
export interface Site {
  readonly state: PlaygroundState
  readonly identity: RunningIdentity
  readonly isSecure: boolean
  readonly sessionCookie: SecretCookie
  readonly refreshCookie: SecretCookie
}

/** Creates what the http or the https listener needs. */
export function createSite(
  state: PlaygroundState,
  identity: RunningIdentity,
  isSecure: boolean,
): Site {
  return {
    state,
    identity,
    isSecure,
    sessionCookie: createSecretCookie('latchkey', 'latchkey-session', isSecure),
    refreshCookie: createSecretCookie('latchkey-refresh', 'latchkey-refresh', isSecure),
  }
}

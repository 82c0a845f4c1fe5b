import { createSession, type Session } from '@latchkey/core'
import { oidc } from '@latchkey/core/oidc'
import { readStatus } from '../shared/control-api.ts'
import { LIMITS } from '../shared/limits.ts'
import { APP } from './app.ts'
import { toOidcUser, type OidcUser } from './oidc-user.ts'
import { readSetup } from './setup.ts'

/** How the session is held. */
export const setup = readSetup(location.search)

// A demo's identity server has another port at each start; an app knows its own beforehand.
const { issuer } = await readStatus()
const { isolation, persist, limits } = setup

/** The session of this page. */
export const session: Session<OidcUser> = createSession({
  strategy: oidc({ issuer, clientId: APP.clientId, redirectUri: '/oidc.html' }),
  // Each setup is an app of its own: tabs that hold tokens in different ways share none.
  name: `oidc-${APP.clientId}-${isolation}-${persist}`,
  idle: LIMITS[limits].idle,
  absoluteTimeoutMs: LIMITS[limits].absoluteTimeoutMs,
  isolation: { prefer: isolation, persist },
  user: toOidcUser,
})

import { createSessionWith } from '../../../packages/core/src/create-session.js'
import { hostedStrategy } from '../../../packages/core/src/isolation/hosted-strategy.js'
import { inThisRealm } from '../../../packages/core/src/in-this-realm.js'
import type { Session } from '../../../packages/core/src/session.js'
import type { Cell, Way } from '../fault-cells.ts'
import type { CellWorld, Servers } from './fault-ports.ts'
import { playgroundBearer, playgroundCookie, signInAs } from './playground-strategies.ts'

/** The request that a moment is about: its path, and what its fault is called at the server. */
export function targetOf({ way, moment, fault }: Cell): {
  readonly path: string
  readonly route: string
} {
  if (moment === 'signOut') return ENDS[way]
  if (way === 'bearer') return { path: '/token/refresh', route: 'refresh' }
  if (way === 'cookie') {
    return moment === 'start'
      ? { path: '/session', route: 'session' }
      : { path: '/session/refresh', route: 'refresh' }
  }
  // Without a network a new page cannot even learn where the token endpoint is.
  return moment === 'start' && fault.network === 'offline'
    ? { path: '/.well-known/openid-configuration', route: 'identity-discovery' }
    : { path: '/token', route: 'identity-token' }
}

const ENDS = {
  cookie: { path: '/session/end', route: 'end' },
  bearer: { path: '/token/end', route: 'end' },
  oidc: { path: '/token/revocation', route: 'identity-revocation' },
} as const

/** An address of the app's API. */
export const API = { cookie: '/api/whoami', bearer: '/api/whoami', oidc: '/oidc/orders' } as const

export function openSession(way: Way, name: string, { ports }: CellWorld, at: Servers): Session {
  return createSessionWith(ports, { strategy: inThisRealm(strategyOf(way, at)), name })
}

function strategyOf(way: Way, { issuer }: Servers) {
  if (way === 'cookie') return playgroundCookie()
  if (way === 'bearer') return hostedStrategy(playgroundBearer('cookie'))
  const flows = { restore: 'frame' } as const
  const redirectUri = `${location.origin}/returned`
  return hostedStrategy({
    kind: 'oidc',
    options: { issuer, clientId: 'notes', redirectUri, flows },
  })
}

export async function signIn(session: Session, way: Way, { ports }: CellWorld): Promise<void> {
  if (way === 'oidc') return session.signIn({ method: 'popup' })
  await signInAs('ada', session, ports.http, way === 'bearer' ? 'cookie' : undefined)
}

import { createSessionWith } from '../../src/create-session.js'
import { inThisRealm } from '../../src/in-this-realm.js'
import type { SessionStrategy } from '../../src/runtime/driver.js'
import type { Session } from '../../src/session.js'
import { oidcSource } from '../../src/strategies/oidc/oidc-source.js'
import { createTokenStrategy } from '../../src/strategies/token-strategy.js'
import { testCookie, type TestPage } from '../../src/testing/index.js'
import { testBearer } from '../bearer-sessions.js'
import { inTestVault, type TestVault } from '../isolation/test-vault.js'
import { CLIENT, ISSUER } from '../oidc/test-provider.js'
import { type History, isOidc, type Way } from './history.js'

/** The session of a page; one that waits begins only when it is told so. `vault`: the one that the page shares. */
export function sessionOf(
  { way, idleMs, absoluteMs }: History,
  page: TestPage,
  vault: () => TestVault,
  waits: boolean,
): { readonly session: Session; readonly begin: () => void } {
  let begin = (): void => {}
  const { lifecycle } = page.ports
  const waiting = { ...lifecycle, whenOpened: (work: () => void) => void (begin = work) }
  const session = createSessionWith(
    { ...page.ports, lifecycle: waits ? waiting : lifecycle },
    {
      strategy: strategyOf(way, page, vault),
      name: 'notes',
      isolation: { persist: persistOf(way) },
      ...(idleMs !== undefined && { idle: { timeoutMs: idleMs, warningMs: idleMs / 3 } }),
      ...(absoluteMs !== undefined && { absoluteTimeoutMs: absoluteMs }),
    },
  )
  return { session, begin: () => begin() }
}

function strategyOf(way: Way, page: TestPage, vault: () => TestVault): SessionStrategy {
  if (way === 'cookie') return testCookie()
  if (way === 'vault' || way === 'sealed-vault') return inTestVault(page, vault)
  if (isOidc(way)) return testOidc()
  return testBearer(way === 'refresh-cookie' ? 'cookie' : 'answer')
}

/** Where tokens rest. */
export function persistOf(way: Way): 'sealed' | 'none' {
  return way.startsWith('sealed') ? 'sealed' : 'none'
}

/** A page is not left for a provider but by its user, who says so in a history. */
function testOidc(): SessionStrategy {
  const flows = { restore: 'frame' } as const
  return inThisRealm(createTokenStrategy(oidcSource({ issuer: ISSUER, clientId: CLIENT, flows })))
}

/** Where each of a server's doors is. */
export function pathsOf(way: Way): Record<'refresh' | 'session' | 'end', string> {
  if (way === 'cookie') {
    return { refresh: '/session/refresh', session: '/session', end: '/session/end' }
  }
  if (isOidc(way)) return { refresh: '/token', session: '/jwks', end: '/revoke' }
  return { refresh: '/token/refresh', session: '/token', end: '/token/end' }
}

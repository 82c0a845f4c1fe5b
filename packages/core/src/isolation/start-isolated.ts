import { browserBrowsing } from '../browser/browsing.js'
import { browserPagePorts } from '../browser/page-ports.js'
import { ownWorker, sharedWorker } from '../browser/worker-realm.js'
import { SessionError } from '../errors.js'
import type { Driver, Front } from '../runtime/driver.js'
import type { BearerEndpoint } from '../strategies/bearer-requests.js'
import { vaultUrl } from '../vault-url.js'
import { createOpenVault, type OpenVault, type Place } from './open-vault.js'
import type { PagePorts } from '../ports/page-ports.js'
import { handOver, takeReturn } from './page-return.js'
import { createRemoteDriver } from './remote.js'
import { vaultName } from './vault-config.js'
import { VERSION } from './version.js'
import type { HostedStrategy, VaultConfig } from './wire.js'

/** Runs a session in a vault: in a shared worker, a worker of this page, or, if that is asked for by name, in the page. */
export function startIsolated(front: Front, hosted: HostedStrategy): Driver {
  const ports = browserPagePorts()
  const config = configOf(front, ports, hosted)
  const { strategy } = config
  const returned =
    strategy.kind === 'oidc'
      ? takeReturn(browserBrowsing, strategy.options.redirectUri!)
      : undefined
  // A page that only brings a return has no session of its own.
  const brings = returned?.elsewhere === true
  if (brings) handOver(browserBrowsing, ports.channel!, front.options.name, returned.url)
  const openVault = brings ? never : openerFor(front, ports, config)
  return createRemoteDriver(front, { ports, browsing: browserBrowsing, openVault, returned })
}

function never(): Promise<never> {
  return new Promise(() => {})
}

function openerFor(front: Front, { clock, navigation }: PagePorts, config: VaultConfig): OpenVault {
  if (navigation.secure()) return createOpenVault(clock, placesFor(front, config))
  return () => Promise.reject(new SessionError('vault_unavailable', { message: INSECURE }))
}

const INSECURE = 'Tokens are isolated only in a page from https or localhost.'

function placesFor({ options }: Front, config: VaultConfig): readonly Place[] {
  const { prefer, workerUrl } = options.isolation
  const name = vaultName(config)
  const url = (): URL => vaultUrl(workerUrl)
  const shared: Place = { isolation: 'shared-worker', open: sharedWorker(name, url) }
  const own: Place = { isolation: 'worker', open: ownWorker(name, url) }
  const page: Place = {
    isolation: 'page',
    open: async (listener) => {
      const { openPageVault } = await import('./page-vault.js')
      return openPageVault(name, listener)
    },
  }
  return { auto: [shared, own], 'shared-worker': [shared], worker: [own], page: [page] }[prefer]
}

function configOf({ options }: Front, ports: PagePorts, strategy: HostedStrategy): VaultConfig {
  const { name, allowedOrigins, limits, persist, isolation } = options
  const baseUrl = ports.navigation.baseUrl()
  return {
    version: VERSION,
    name,
    strategy: absolute(strategy, baseUrl),
    allowedOrigins,
    limits,
    persist,
    // Not the page's own address: every page of the app gets the same vault.
    baseUrl: new URL('/', baseUrl).href,
    // In the page it is exposed anyway.
    exposeToken: isolation.unsafeExposeAccessToken || isolation.prefer === 'page',
  }
}

/** A worker has no page to resolve addresses against. */
function absolute(strategy: HostedStrategy, base: string): HostedStrategy {
  const full = (url: string): string => new URL(url, base).href
  if (strategy.kind === 'oidc') {
    const { options } = strategy
    return { kind: 'oidc', options: { ...options, redirectUri: full(options.redirectUri ?? '/') } }
  }
  const { signIn, refresh, end, refreshToken = 'answer' } = strategy.options
  const at = (endpoint: BearerEndpoint) =>
    typeof endpoint === 'function' ? endpoint : { url: full(endpoint.url) }
  return {
    kind: 'bearer',
    options: { signIn: at(signIn), refresh: at(refresh), end: at(end), refreshToken },
  }
}

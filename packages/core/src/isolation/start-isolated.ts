import { browserBrowsing } from '../browser/browsing.js'
import { ownWorker, sharedWorker } from '../browser/worker-realm.js'
import { SessionError } from '../errors.js'
import type { Driver, Front } from '../runtime/driver.js'
import { vaultUrl } from '../vault-url.js'
import { createOpenVault, type Place } from './open-vault.js'
import { handOver, takeReturn } from './page-return.js'
import { createRemoteDriver } from './remote.js'
import { vaultName } from './vault-config.js'
import { VERSION } from './version.js'
import type { HostedStrategy, VaultConfig } from './wire.js'

/** Runs a session in a vault: in a shared worker, a worker of this page, or, if that is asked for by name, in the page. */
export function startIsolated(front: Front, strategy: HostedStrategy): Driver {
  const { ports, options } = front
  const config = configOf(front, strategy)
  const returned =
    strategy.kind === 'oidc'
      ? takeReturn(browserBrowsing, redirectUri(front, strategy.options.redirectUri))
      : undefined
  if (returned?.elsewhere === true) {
    handOver(browserBrowsing, ports.channel!, options.name, returned.url)
  }
  // A page that only brings a return has no session of its own.
  const openVault =
    returned?.elsewhere === true ? never : createOpenVault(ports.clock, placesFor(front, config))
  return createRemoteDriver(front, { browsing: browserBrowsing, openVault, returned })
}

function never(): Promise<never> {
  return new Promise(() => {})
}

function redirectUri({ ports }: Front, given = '/'): string {
  return new URL(given, ports.navigation.baseUrl()).href
}

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

function configOf({ ports, options }: Front, strategy: HostedStrategy): VaultConfig {
  const { name, allowedOrigins, limits, persist, isolation } = options
  const baseUrl = ports.navigation.baseUrl()
  if (!ports.navigation.secure()) throw new SessionError('vault_unavailable')
  return {
    version: VERSION,
    name,
    strategy,
    allowedOrigins,
    limits,
    persist,
    // Only what addresses are resolved against: every page of the app gets the same vault.
    baseUrl: new URL('/', baseUrl).href,
    exposeToken: isolation.unsafeExposeAccessToken,
  }
}

import { browserBrowsing } from '../../../packages/core/src/browser/browsing.js'
import { browserPagePorts } from '../../../packages/core/src/browser/page-ports.js'
import { sharedWorker } from '../../../packages/core/src/browser/worker-realm.js'
import { createOpenVault } from '../../../packages/core/src/isolation/open-vault.js'
import { createRemoteDriver } from '../../../packages/core/src/isolation/remote.js'
import { vaultName } from '../../../packages/core/src/isolation/vault-config.js'
import type { HostedStrategy } from '../../../packages/core/src/isolation/wire.js'
import type { Clock } from '../../../packages/core/src/ports/clock.js'
import type { SessionStrategy } from '../../../packages/core/src/runtime/driver.js'
// oxlint-disable-next-line import/default -- Vite makes it: the address of the built worker
import vaultUrl from './soak-vault.ts?worker&url'

/** A session in a shared worker, at the clock of the soak: what is published keeps the browser's time. */
export function inSoakVault(
  strategy: HostedStrategy,
  clock: Clock,
  epoch: number,
): SessionStrategy {
  return {
    kind: strategy.kind,
    key: 'vault',
    isolates: true,
    start(front) {
      const { name, allowedOrigins, limits, persist } = front.options
      const vault = vaultName({
        version: 'soak',
        name,
        strategy,
        allowedOrigins,
        limits,
        persist,
        baseUrl: new URL('/', location.href).href,
        exposeToken: false,
      })
      const url = () => new URL(`${vaultUrl}?epoch=${epoch}`, location.href)
      const open = sharedWorker(vault, url)
      return createRemoteDriver(front, {
        ports: { ...browserPagePorts(), clock },
        browsing: browserBrowsing,
        openVault: createOpenVault(clock, [{ isolation: 'shared-worker', open }]),
        returned: undefined,
      })
    },
  }
}

import { inThisRealm } from './in-this-realm.js'
import type { SessionStrategy } from './runtime/driver.js'
import { createLazyDriver } from './runtime/lazy-driver.js'
import { type BearerOptions, bearerStrategy } from './strategies/bearer.js'

/**
 * Holds access tokens of the app's own backend: in a worker, where its endpoints are addresses; in the page, where one is a function.
 *
 * In the page (`isolation.prefer: 'page'`) they can be stolen by injected script, whatever is done; the README, "What it does not
 * stop", says more.
 */
export function bearer(options: BearerOptions): SessionStrategy {
  const local = inThisRealm(bearerStrategy(options))
  const { signIn, refresh, end } = options
  if ([signIn, refresh, end].some((endpoint) => typeof endpoint === 'function')) return local
  return {
    ...local,
    isolates: true,
    start: (front, ports) => {
      if (front.options.isolation.prefer === 'page') return local.start(front, ports)
      return createLazyDriver(async () => {
        const { startIsolated } = await import('./isolation/start-isolated.js')
        return startIsolated(front, { kind: 'bearer', options })
      })
    },
  }
}

import { browserPorts } from './browser/browser-ports.js'
import type { Strategy } from './ports/strategy.js'
import type { SessionStrategy } from './runtime/driver.js'
import { createLocalDriver } from './runtime/local-driver.js'

/** A session whose engine runs in this realm. */
export function inThisRealm(strategy: Strategy): SessionStrategy {
  const { kind, key } = strategy
  return {
    kind,
    key,
    start: (front, ports = browserPorts()) => createLocalDriver(front, strategy, ports),
  }
}

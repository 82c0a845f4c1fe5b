import { browserRealm } from '../browser/browser-realm.js'
import { wirePort } from '../browser/wire-port.js'
import type { WirePort } from '../ports/wire-port.js'
import { createHost } from './host.js'
import { hostedStrategy } from './hosted-strategy.js'
import { parseConfig } from './vault-config.js'

/** A vault in the page's own realm, where script that was injected can read its tokens: only for whoever asks for it by name. */
export function openPageVault(name: string, listener: (message: unknown) => void): WirePort {
  const config = parseConfig(name)
  const { port1, port2 } = new MessageChannel()
  const host = createHost(config, hostedStrategy(config.strategy), browserRealm())
  host.connect((hear) => wirePort(port2, hear, () => port2.close()))
  return wirePort(port1, listener, () => port1.close())
}

import { browserRealm } from '../browser/browser-realm.js'
import { createHost } from './host.js'
import { parseConfig } from './vault-config.js'
import { hostedStrategy } from './hosted-strategy.js'
import type { WirePort } from './wire.js'

/** A vault in the page's own realm, where script that was injected can read its tokens: only for whoever asks for it by name. */
export function openPageVault(name: string, listener: (message: unknown) => void): WirePort {
  const config = parseConfig(name)
  const { port1, port2 } = new MessageChannel()
  createHost(config, hostedStrategy(config.strategy), browserRealm()).connect((hear) =>
    connection(port2, hear),
  )
  return connection(port1, listener)
}

function connection(port: MessagePort, listener: (message: unknown) => void): WirePort {
  port.onmessage = ({ data }: MessageEvent<unknown>) => listener(data)
  return {
    post: (message, transfer = []) => port.postMessage(message, transfer),
    close: () => port.close(),
  }
}

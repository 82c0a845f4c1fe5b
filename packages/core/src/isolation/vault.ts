import { browserRealm } from '../browser/browser-realm.js'
import { hear } from '../browser/vault-scope.js'
import { createHost } from './host.js'
import { hostedStrategy } from './hosted-strategy.js'
import { parseConfig } from './vault-config.js'

// The worker file: a vault for whoever connects. It must listen before anything is awaited.
hear((name) => {
  const config = parseConfig(name)
  return createHost(config, hostedStrategy(config.strategy), browserRealm())
})

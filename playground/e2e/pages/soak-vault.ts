import { hear } from '../../../packages/core/src/browser/vault-scope.js'
import { createHost } from '../../../packages/core/src/isolation/host.js'
import { hostedStrategy } from '../../../packages/core/src/isolation/hosted-strategy.js'
import { parseConfig } from '../../../packages/core/src/isolation/vault-config.js'
import { soakRealm } from './soak-ports.ts'

// As `packages/core/src/isolation/vault.ts`, but with the clock and the room of the soak.
const epoch = Number(new URLSearchParams(location.search).get('epoch'))
hear((name) => {
  const config = parseConfig(name)
  const realm = soakRealm('vault', { tab: 'vault', epoch }, () => {})
  return createHost(config, hostedStrategy(config.strategy), realm)
})

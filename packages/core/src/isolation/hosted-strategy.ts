import type { Strategy } from '../ports/strategy.js'
import { bearerStrategy } from '../strategies/bearer.js'
import { oidcSource } from '../strategies/oidc/oidc-source.js'
import { createTokenStrategy } from '../strategies/token-strategy.js'
import type { HostedStrategy } from './wire.js'

/** Makes a strategy from plain data, in the realm where it runs. */
export function hostedStrategy(hosted: HostedStrategy): Strategy {
  return hosted.kind === 'oidc'
    ? createTokenStrategy(oidcSource(hosted.options))
    : bearerStrategy(hosted.options)
}

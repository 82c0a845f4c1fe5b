import type { AuthorizationServer, Client } from 'oauth4webapi'
import type { StrategyWorld } from '../../ports/strategy.js'
import type { OidcOptions } from './oidc-options.js'
import type { Proofs } from './proofs.js'
import type { ProviderTraits } from './providers.js'
import type { Transactions } from './transactions.js'

/** What every step at a provider needs. */
export interface OidcWorld {
  readonly options: OidcOptions
  readonly client: Client
  readonly traits: ProviderTraits
  readonly world: StrategyWorld
  readonly provider: AuthorizationServer
  readonly signal: AbortSignal
  readonly proofs: Proofs
  readonly transactions: Transactions
}

/** Where the provider sends the user back to. */
export function redirectUriOf({ redirectUri = '/' }: OidcOptions, world: StrategyWorld): string {
  return new URL(redirectUri, world.navigation.baseUrl()).href
}

import { Provider } from 'oidc-provider/lib/provider.js'
import { createDpopNonces, type DpopNonces } from '../dpop-nonces.js'
import type { PlaygroundState } from '../playground-state.js'
import { allowOwnPages, CLIENT_IDS } from './first-party-apps.js'
import { countEvents, createIdentityCounters } from './identity-counters.js'
import { createIdentityApp, type ProviderAtWork } from './identity-app.js'
import { IDENTITY_HOST } from './identity-headers.js'
import { DEFAULT_IDENTITY_LIMITS } from './identity-limits.js'
import type { IdentityParts } from './identity-parts.js'
import { createIdentityStore } from './identity-store.js'
import type { Identity } from './identity.js'
import { noteIssuedTokens, type IssuedTokens } from './issued-tokens.js'
import { keepOfflineAccess } from './offline-access.js'
import { configureProvider } from './provider-configuration.js'
import { makeSigningKeys, type SigningKeys } from './signing-keys.js'

/** A running identity server. */
export interface RunningIdentity {
  readonly identity: Identity
  /** By what the API judges access tokens. */
  readonly issued: IssuedTokens
  readonly publicKeys: SigningKeys['publicKeys']
  /** Those of the API; the provider has its own. */
  readonly nonces: DpopNonces
  stop(): Promise<void>
}

/** Starts the identity server on an origin of its own, at `port` (0: a free one) of `host`. */
export async function startIdentity(
  state: PlaygroundState,
  host: string,
  port: number,
): Promise<RunningIdentity> {
  const keys = await makeSigningKeys()
  const limits = { ...DEFAULT_IDENTITY_LIMITS }
  const parts: IdentityParts = {
    state,
    keys,
    store: createIdentityStore(limits),
    limits,
    counters: createIdentityCounters(),
  }
  // The issuer has the port in it, so the provider comes after the listener.
  let atWork: ProviderAtWork
  const app = createIdentityApp(state, () => atWork)
  const address = await app.listen({ host, port })
  const issuer = `http://${IDENTITY_HOST}:${new URL(address).port}`
  const provider = new Provider(issuer, configureProvider(parts))
  allowOwnPages(provider, state)
  keepOfflineAccess(provider)
  countEvents(provider, parts.counters)
  atWork = { provider, handle: provider.callback() }
  const issued = noteIssuedTokens(provider)
  const nonces = createDpopNonces(Date.now)

  return {
    identity: createIdentity(issuer, parts, issued, nonces),
    issued,
    nonces,
    publicKeys: keys.publicKeys,
    stop: async () => {
      parts.store.stop()
      await app.close()
    },
  }
}

function createIdentity(
  issuer: string,
  { store, counters, limits }: IdentityParts,
  issued: IssuedTokens,
  nonces: DpopNonces,
): Identity {
  return {
    issuer,
    clients: CLIENT_IDS,
    counters,
    limits,
    endSessions: () => store.clear('Session'),
    expireAccessTokens: () => issued.expireAll(),
    revokeFamilies: () => store.clear('RefreshToken'),
    issuedTokens: () => issued.texts(),
    expireNonces: () => nonces.expireAll(),
  }
}

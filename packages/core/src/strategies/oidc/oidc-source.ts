import type { Call, Outcome, StrategyWorld } from '../../ports/strategy.js'
import type { TokenSource } from '../token-strategy.js'
import type { Tokens } from '../tokens.js'
import { challengeOf, sendToApi } from './api-request.js'
import { createDiscovery } from './discovery.js'
import type { OidcOptions } from './oidc-options.js'
import type { OidcWorld } from './oidc-world.js'
import { createProofs } from './proofs.js'
import { traitsOf } from './providers.js'
import { refreshTokens } from './refresh.js'
import { restoreSession } from './restore-session.js'
import { revoke } from './revoke.js'
import { readSignInRequest } from './sign-in-request.js'
import { signOutUrl } from './sign-out-url.js'
import { createTransactions } from './transactions.js'
import { finishVisit, visitProvider } from './visit-provider.js'

// As long as what was read of a record is fresh enough to spend a token by it.
const FRESH_MS = 5_000
const UNAVAILABLE = { kind: 'unavailable' } as const

/** Tokens of an OpenID provider: authorization code with PKCE, for a public client. */
export function oidcSource(options: OidcOptions): TokenSource {
  const discover = createDiscovery(options.issuer)
  const proofs = createProofs()
  const transactions = createTransactions()
  const client = { client_id: options.clientId, token_endpoint_auth_method: 'none' }
  const traits = traitsOf(options.issuer)
  let world: StrategyWorld
  let atStart = true

  /** Does something at the provider, once it is known. */
  async function at<T>(
    { signal }: Call,
    work: (at: OidcWorld) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const found = await discover(world, signal)
    if (found.kind !== 'ok') return found
    const { value: provider } = found
    return work({ options, client, traits, world, provider, signal, proofs, transactions })
  }

  function signIn(input: unknown, call: Call): Promise<Outcome<Tokens>> {
    const request = readSignInRequest(input)
    const { callback } = request
    return at(call, (here) =>
      callback === undefined ? visitProvider(here, request) : finishVisit(here, callback),
    )
  }

  return {
    kind: 'oidc',
    key: `${options.issuer} ${options.clientId}`,
    inCookie: false,
    open: (given) => void (world = given),
    signIn,
    restore: (call) => {
      // Later it is another tab's sign-in that is heard of: no reason to take the page from its user.
      const mayLeave = atStart
      atStart = false
      return call.known === true
        ? at(call, (here) => restoreSession(here, mayLeave))
        : Promise.resolve({ kind: 'none' })
    },
    refresh: (call, _stage, tokens) => {
      const askedAt = world.clock.now()
      return at(call, async (here) =>
        // Frozen while the provider's metadata came: the token may be spent by now, and is looked at again.
        world.clock.now() - askedAt < FRESH_MS ? refreshTokens(here, tokens!) : UNAVAILABLE,
      )
    },
    revoke: (call, tokens) => at(call, (here) => revoke(here, tokens!)),
    attach: (request, { signal }, tokens) =>
      tokens === undefined
        ? world.http.send(new Request(request, { signal }))
        : sendToApi(world, request, signal, tokens, proofs.of(tokens.keys, 'api')),
    stepUp: options.flows?.stepUp ?? 'throw',
    challengeOf,
    signOutUrl: async (given, call, tokens) => {
      const outcome = await at<string | undefined>(call, async (here) => ({
        kind: 'ok',
        value: signOutUrl(here, tokens, given),
      }))
      return outcome.kind === 'ok' ? outcome.value : undefined
    },
  }
}

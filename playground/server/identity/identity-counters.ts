import type { KoaContextWithOIDC, Provider } from 'oidc-provider'

const COUNTER_NAMES = [
  'codes',
  'refreshes',
  'reuses',
  'revocations',
  'tokensIssued',
  'familiesRevoked',
] as const

/**
 * What the identity server counts.
 *
 * `codes` and `refreshes` are exchanges that worked, `reuses` spent refresh tokens that came again,
 * `revocations` requests to revoke, `tokensIssued` access tokens.
 */
export type IdentityCounterName = (typeof COUNTER_NAMES)[number]

/** Counts since the start or the last `reset()`. */
export type IdentityCounters = Record<IdentityCounterName, number> & { reset(): void }

/** Creates counters that stand at zero. */
export function createIdentityCounters(): IdentityCounters {
  const counters = { reset } as IdentityCounters
  reset()
  return counters

  function reset(): void {
    for (const name of COUNTER_NAMES) counters[name] = 0
  }
}

/** Counts what the provider does. */
export function countEvents(provider: Provider, counters: IdentityCounters): void {
  provider.on('grant.success', (context) => {
    counters[isRefresh(context) ? 'refreshes' : 'codes'] += 1
  })
  provider.on('grant.error', (_context, error) => {
    // The provider tells it apart from other refusals in this text alone, which no client sees.
    if (error.error_detail === 'refresh token already used') counters.reuses += 1
  })
  provider.on('grant.revoked', () => void (counters.familiesRevoked += 1))
  provider.use(async (context, next) => {
    if (context.method === 'POST' && context.path === '/token/revocation') counters.revocations += 1
    await next()
  })
  provider.on('access_token.issued', () => void (counters.tokensIssued += 1))
}

function isRefresh({ oidc }: KoaContextWithOIDC): boolean {
  return oidc.params?.['grant_type'] === 'refresh_token'
}

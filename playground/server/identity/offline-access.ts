import type { KoaContextWithOIDC, Provider } from 'oidc-provider'

// Travels with the authorization request, through pushing and signing in.
const MARK = 'wants_offline_access'

/**
 * What `extraParams` of the provider's configuration must have for {@link keepOfflineAccess}.
 *
 * The provider drops the scope where no `prompt=consent` comes with it (OpenID Connect Core,
 * section 11, which is about apps of others); this notes it meanwhile.
 */
export const OFFLINE_PARAMS = {
  [MARK]: ({ query, oidc }: KoaContextWithOIDC): void => {
    const asked: unknown = oidc.route === 'authorization' ? query['scope'] : oidc.body?.['scope']
    const isWanted = typeof asked === 'string' && asked.split(' ').includes('offline_access')
    if (isWanted && oidc.params !== undefined) oidc.params[MARK] = 'yes'
  },
}

/** Gives our own apps `offline_access` when they ask for it, without asking their users. */
export function keepOfflineAccess(provider: Provider): void {
  provider.on('authorization.accepted', ({ oidc: { params } }) => {
    if (params?.[MARK] === undefined) return
    params['scope'] = `${params['scope'] ?? ''} offline_access`.trim()
  })
}

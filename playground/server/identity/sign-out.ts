import type { KoaContextWithOIDC } from 'oidc-provider'
import type { IdentityParts } from './identity-parts.js'
import { pageOf } from './identity-page.js'

/**
 * Signs the user out of this server and of every app of this sign-in (RP-initiated logout).
 *
 * Asked by one of our apps, it does so at once and without script; asked by nobody, it asks the
 * user, because any page can link here.
 */
export function createSignOut({
  store,
}: IdentityParts): (context: KoaContextWithOIDC, form: string) => Promise<void> {
  return async (context, form) => {
    const { client, provider, session } = context.oidc
    if (client === undefined || session === undefined) return askUser(context, form)

    for (const grantId of store.grantsOf(session.uid)) {
      await provider.RefreshToken.revokeByGrantId(grantId)
      await provider.AuthorizationCode.revokeByGrantId(grantId)
      provider.emit('grant.revoked', context, grantId)
    }
    await session.destroy()
    context.cookies.set(provider.cookieName('session'), null)
    context.status = 303
    context.redirect(returnAddress(context))
  }
}

function askUser(context: KoaContextWithOIDC, form: string): void {
  context.body = pageOf(
    'Sign out?',
    `${form}<button type="submit" form="op.logoutForm" name="logout" value="yes" id="sign-out">
      Sign out</button>`,
  )
}

function returnAddress({ oidc }: KoaContextWithOIDC): string {
  const { post_logout_redirect_uri: address, state } = oidc.params ?? {}
  if (typeof address !== 'string') return oidc.urlFor('end_session_success')
  const url = new URL(address)
  if (typeof state === 'string') url.searchParams.set('state', state)
  return url.href
}

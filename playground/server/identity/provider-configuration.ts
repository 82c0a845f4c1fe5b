import { randomBytes } from 'node:crypto'
import { InvalidTarget } from 'oidc-provider/lib/helpers/errors.js'
import type { Configuration, KoaContextWithOIDC, ResourceServer } from 'oidc-provider'
import { CLAIMS_OF_SCOPE, findAccount } from './accounts.js'
import { createPolicy, OTP_LEVEL, PASSWORD_LEVEL } from './assurance.js'
import { CLIENTS, grantEverything, SCOPES } from './first-party-apps.js'
import { secondsOf } from './identity-limits.js'
import { apiOriginsOf, type IdentityParts } from './identity-parts.js'
import { OFFLINE_PARAMS } from './offline-access.js'
import { showError, showSignedOut } from './provider-pages.js'
import { createSignOut } from './sign-out.js'
import { SIGNING_ALGORITHM } from './signing-keys.js'

type Features = NonNullable<Configuration['features']>
type Ttl = NonNullable<Configuration['ttl']>

const NONCE_SECRET_BYTES = 32
const INTERACTION_SECONDS = 600
const CODE_SECONDS = 60

/** How the provider behaves: as strict as the best practice for browser apps asks (RFC 9700). */
export function configureProvider(parts: IdentityParts): Configuration {
  const { state, store, keys } = parts
  return {
    adapter: store.adapterFor,
    jwks: keys.privateKeys,
    clients: CLIENTS,
    clientBasedCORS: (_context, origin) => state.pageOrigins.has(origin),
    clientAuthMethods: ['none'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    acrValues: [PASSWORD_LEVEL, OTP_LEVEL],
    claims: { ...CLAIMS_OF_SCOPE },
    extraParams: OFFLINE_PARAMS,
    findAccount,
    loadExistingGrant: grantEverything,
    interactions: { policy: createPolicy(), url: (_context, { uid }) => `/sign-in/${uid}` },
    features: featuresOf(parts),
    extraTokenClaims,
    // A public client's refresh token is spent once. It comes a second time: the family is over.
    rotateRefreshToken: true,
    issueRefreshToken: async (_context, client, { scopes }) =>
      client.grantTypeAllowed('refresh_token') && scopes.has('offline_access'),
    ttl: lifetimesOf(parts),
    clockTolerance: 0,
    allowOmittingSingleRegisteredRedirectUri: false,
    renderError: showError,
  }
}

function featuresOf(parts: IdentityParts): Features {
  return {
    devInteractions: { enabled: false },
    // The ID token has it all, and the access tokens are for the API.
    userinfo: { enabled: false },
    revocation: {
      enabled: true,
      allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
    },
    pushedAuthorizationRequests: { enabled: true },
    dPoP: {
      enabled: true,
      nonceSecret: randomBytes(NONCE_SECRET_BYTES),
      requireNonce: () => true,
      allowReplay: false,
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: createSignOut(parts),
      postLogoutSuccessSource: showSignedOut,
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_context, _client, oneOf) => oneOf?.[0] ?? apiOriginsOf(parts.state)[0],
      useGrantedResource: () => true,
      getResourceServerInfo: (_context, indicator) => describeApi(indicator, parts),
    },
  }
}

function describeApi(indicator: string, { state, limits }: IdentityParts): ResourceServer {
  if (!apiOriginsOf(state).includes(indicator)) throw new InvalidTarget()
  return {
    // Otherwise the token endpoint would say that it granted none (RFC 6749, section 5.1).
    scope: SCOPES,
    audience: indicator,
    accessTokenFormat: 'jwt',
    accessTokenTTL: secondsOf(limits.accessTokenMs),
    jwt: { sign: { alg: SIGNING_ALGORITHM } },
  }
}

/** Tells the API how and when the user signed in (RFC 9068, section 2.2.1). */
function extraTokenClaims({ oidc }: KoaContextWithOIDC): Record<string, unknown> {
  const source = oidc.entities.RefreshToken ?? oidc.entities.AuthorizationCode
  return { acr: source?.acr, amr: source?.amr, auth_time: source?.authTime }
}

function lifetimesOf({ limits }: IdentityParts): Ttl {
  return {
    AccessToken: () => secondsOf(limits.accessTokenMs),
    AuthorizationCode: CODE_SECONDS,
    Grant: () => secondsOf(limits.refreshTokenMs),
    IdToken: () => secondsOf(limits.accessTokenMs),
    Interaction: INTERACTION_SECONDS,
    RefreshToken: ({ oidc }) =>
      oidc.entities.RotatedRefreshToken?.remainingTTL ?? secondsOf(limits.refreshTokenMs),
    Session: () => secondsOf(limits.sessionMs),
  }
}

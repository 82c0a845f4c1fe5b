import { expect, test } from 'vitest'
import type { Call } from '../../src/ports/strategy.js'
import { oidcSource } from '../../src/strategies/oidc/oidc-source.js'
import type { OidcOptions } from '../../src/strategies/oidc/oidc-options.js'
import { createTestCrypto } from '../../src/testing/crypto.js'
import { createTestNavigation } from '../../src/testing/navigation.js'

interface Row {
  readonly issuer: string
  readonly endSession?: string
  readonly authorize?: string
  readonly scope: string
  readonly signOut: string | undefined
  readonly resource?: boolean
}

const OFFLINE = 'openid profile email offline_access'
const ONLINE = 'openid profile email'
const BACK = encodeURIComponent('https://app.example.com/')

// What each provider is sent, by its issuer and metadata alone.
const PROVIDERS: Record<string, Row> = {
  'one by the book': {
    issuer: 'https://login.example.com',
    endSession: 'https://login.example.com/end',
    scope: OFFLINE,
    signOut: `https://login.example.com/end?client_id=app&post_logout_redirect_uri=${BACK}`,
  },
  'one without a sign-out': {
    issuer: 'https://op.example.com',
    scope: OFFLINE,
    signOut: undefined,
  },
  Auth0: {
    issuer: 'https://acme.eu.auth0.com/',
    scope: OFFLINE,
    signOut: `https://acme.eu.auth0.com/v2/logout?client_id=app&returnTo=${BACK}`,
  },
  Okta: {
    issuer: 'https://acme.okta.com/oauth2/default',
    endSession: 'https://acme.okta.com/oauth2/default/v1/logout',
    scope: OFFLINE,
    signOut: undefined,
  },
  Cognito: {
    issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc',
    authorize: 'https://acme.auth.eu-west-1.amazoncognito.com/oauth2/authorize',
    scope: ONLINE,
    signOut: `https://acme.auth.eu-west-1.amazoncognito.com/logout?client_id=app&logout_uri=${BACK}`,
  },
  Keycloak: {
    issuer: 'https://sso.example.com/realms/acme',
    endSession: 'https://sso.example.com/realms/acme/protocol/openid-connect/logout',
    scope: ONLINE,
    signOut: `https://sso.example.com/realms/acme/protocol/openid-connect/logout?client_id=app&post_logout_redirect_uri=${BACK}`,
  },
  Entra: {
    issuer: 'https://login.microsoftonline.com/4d2a/v2.0',
    endSession: 'https://login.microsoftonline.com/4d2a/oauth2/v2.0/logout',
    scope: OFFLINE,
    signOut: `https://login.microsoftonline.com/4d2a/oauth2/v2.0/logout?client_id=app&post_logout_redirect_uri=${BACK}`,
    resource: false,
  },
  Google: { issuer: 'https://accounts.google.com', scope: ONLINE, signOut: undefined },
}

function open({ issuer, endSession, authorize }: Row, options: Partial<OidcOptions> = {}) {
  const visited: URL[] = []
  const metadata = {
    issuer,
    authorization_endpoint: authorize ?? `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    ...(endSession && { end_session_endpoint: endSession }),
  }
  const source = oidcSource({ issuer, clientId: 'app', ...options })
  const ids = createTestCrypto(
    () => 1,
    () => 0.5,
  )
  source.open({
    clock: { now: Date.now, monotonic: Date.now, after: () => () => {} },
    http: { send: async () => Response.json(metadata) },
    navigation: createTestNavigation('https://app.example.com/', true),
    crypto: ids,
    persist: 'none',
    name: 'app',
    store: undefined,
    visit: {
      open: async (_method, url) => void visited.push(new URL(url)),
      leavable: () => 'https://app.example.com/orders?page=2',
      returned: () => new Promise(() => {}),
      goOn: () => {},
    },
  })
  return { source, visited }
}

const call: Call = { epoch: 'e1', signal: new AbortController().signal }

test.each(Object.keys(PROVIDERS))('%s is asked in the way it understands', async (name) => {
  const row = PROVIDERS[name]!
  const { source, visited } = open(row, { resource: 'https://api.example.com' })

  await source.signIn({}, call)
  const signOut = await source.signOutUrl!({}, call, undefined)

  expect(visited[0]!.searchParams.get('scope')).toBe(row.scope)
  expect(visited[0]!.searchParams.has('resource')).toBe(row.resource ?? true)
  expect(signOut).toBe(row.signOut)
})

test('an ID token is in the address of a sign-out only where the app asked for it by name', async () => {
  const tokens = { accessToken: 'a', refreshToken: undefined, idToken: 'the-id-token' }
  const held = { ...tokens, grant: { account: 'u', claims: {} } }
  const okta = PROVIDERS['Okta']!
  const careful = open(PROVIDERS['one by the book']!)
  const insisting = open(okta, { flows: { sendIdTokenHint: true } })

  expect(await careful.source.signOutUrl!({}, call, held)).not.toContain('the-id-token')
  expect(await insisting.source.signOutUrl!({}, call, held)).toContain('id_token_hint=the-id-token')
})

import { createHash } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export const ISSUER = 'https://login.example.com'
export const CLIENT = 'notes'

/** What a test lets a provider get wrong. */
export interface Tampering {
  metadata?: Record<string, unknown>
  /** Changes the claims of the next ID tokens. */
  claims?: Record<string, unknown>
  /** Changes token answers. */
  answer?: Record<string, unknown>
  /** Changes the parameters of returns. */
  callback?: Record<string, string>
  /** Signs with a key that is not in the key set. */
  foreignKey?: boolean
}

interface Code {
  readonly params: URLSearchParams
  readonly user: string
}

/** An OpenID provider in memory: codes, strictly rotating refresh tokens, revocation. */
export async function createTestProvider(now: () => number) {
  const keys = await generateKeyPair('ES256')
  const foreign = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(keys.publicKey)), alg: 'ES256', kid: 'k1', use: 'sig' }
  const codes = new Map<string, Code>()
  const families = new Map<string, { user: string; refresh: string; revoked: boolean }>()
  const counters = { codes: 0, refreshes: 0, reuses: 0, revocations: 0 }
  const good = new Set<string>()
  let tampering: Tampering = {}
  let ids = 0

  function metadata(): unknown {
    return {
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/auth`,
      token_endpoint: `${ISSUER}/token`,
      jwks_uri: `${ISSUER}/jwks`,
      revocation_endpoint: `${ISSUER}/revoke`,
      end_session_endpoint: `${ISSUER}/end`,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      id_token_signing_alg_values_supported: ['ES256'],
      ...tampering.metadata,
    }
  }

  /** The user consents: where the provider sends the browser. */
  function authorize(address: string, user = 'u-ada'): string {
    const { searchParams: params } = new URL(address)
    const code = `code-${++ids}`
    codes.set(code, { params, user })
    const back = new URL(params.get('redirect_uri')!)
    const sent = { code, state: params.get('state')!, iss: ISSUER, ...tampering.callback }
    for (const [name, value] of Object.entries(sent)) back.searchParams.set(name, value)
    return back.href
  }

  async function respond(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/.well-known/openid-configuration') return Response.json(metadata())
    if (pathname === '/jwks') return Response.json({ keys: [jwk] })
    const form = new URLSearchParams(await request.text())
    if (pathname === '/revoke') return revoke(form)
    if (pathname === '/token') {
      return form.get('grant_type') === 'refresh_token' ? refresh(form) : exchange(form)
    }
    const token = request.headers.get('authorization')?.replace(/^\w+ /, '')
    return Response.json({}, { status: token !== undefined && good.has(token) ? 200 : 401 })
  }

  async function exchange(form: URLSearchParams): Promise<Response> {
    const found = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256').update(form.get('code_verifier')!).digest('base64url')
    if (found?.params.get('code_challenge') !== challenge) return refuse()
    counters.codes++
    const family = { user: found.user, refresh: '', revoked: false }
    return answer(family, { nonce: found.params.get('nonce')! })
  }

  async function refresh(form: URLSearchParams): Promise<Response> {
    const family = families.get(form.get('refresh_token') ?? '')
    if (family === undefined || family.revoked) return refuse()
    if (family.refresh !== form.get('refresh_token')) {
      counters.reuses++
      family.revoked = true
      return refuse()
    }
    counters.refreshes++
    return answer(family, {})
  }

  function sign(claims: Record<string, unknown>): Promise<string> {
    const key = tampering.foreignKey === true ? foreign.privateKey : keys.privateKey
    return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).sign(key)
  }

  function revoke(form: URLSearchParams): Response {
    counters.revocations++
    const family = families.get(form.get('token') ?? '')
    if (family !== undefined) family.revoked = true
    return new Response(null, { status: 200 })
  }

  async function answer(
    family: { user: string; refresh: string; revoked: boolean },
    more: Record<string, unknown>,
  ): Promise<Response> {
    const access = `access-${++ids}`
    good.add(access)
    family.refresh = `refresh-${ids}`
    families.set(family.refresh, family)
    const claims = { sub: family.user, aud: CLIENT, iss: ISSUER, ...more, ...tampering.claims }
    const seconds = Math.floor(now() / 1_000)
    // Signing takes real time, which a world in fake time would not wait for.
    const unsigned = tampering.answer !== undefined && 'id_token' in tampering.answer
    const id_token = unsigned
      ? undefined
      : await sign({ iat: seconds, exp: seconds + 300, ...claims })
    const tokens = { access_token: access, token_type: 'Bearer', expires_in: 300, id_token }
    return Response.json({ ...tokens, refresh_token: family.refresh, ...tampering.answer })
  }

  return {
    respond,
    authorize,
    counters,
    expireAccess: () => good.clear(),
    tamper: (next: Tampering) => void (tampering = next),
  }
}

function refuse(): Response {
  return Response.json({ error: 'invalid_grant' }, { status: 400 })
}

export type TestProvider = Awaited<ReturnType<typeof createTestProvider>>

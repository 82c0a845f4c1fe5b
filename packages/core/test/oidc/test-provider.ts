import { createHash } from 'node:crypto'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import type { TestUser } from '../../src/testing/index.js'
import { createTokenServer, type TokenServer } from '../../src/testing/token-server.js'

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

const keys = await generateKeyPair('ES256')
const foreign = await generateKeyPair('ES256')
const jwk = { ...(await exportJWK(keys.publicKey)), alg: 'ES256', kid: 'k1', use: 'sig' }
const NO_COOKIES = { sid: undefined, refresh: undefined }

/** An OpenID provider in memory: codes and ID tokens, before a server that rotates refresh tokens. Default: one of its own, strict. */
export function createTestProvider(tokens: TokenServer = strictServer()) {
  const codes = new Map<string, Code>()
  const counters = {
    codes: 0,
    revocations: 0,
    get refreshes() {
      return tokens.counts.refreshes
    },
    get reuses() {
      return tokens.counts.reuses
    },
  }
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
    if (!['/token', '/revoke'].includes(pathname)) {
      return Response.json({}, { status: tokens.authorize(request) ? 200 : 401 })
    }
    const form = new URLSearchParams(await request.text())
    if (pathname === '/revoke') return revoke(form)
    return form.get('grant_type') === 'refresh_token'
      ? answer(tokens.serve(form, '/token/refresh', NO_COOKIES), {})
      : exchange(form)
  }

  function exchange(form: URLSearchParams): Promise<Response> | Response {
    const found = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256').update(form.get('code_verifier')!).digest('base64url')
    if (found?.params.get('code_challenge') !== challenge) return refuse()
    counters.codes++
    const user = { sub: found.user, name: found.user }
    return answer(tokens.signIn(user, undefined), { nonce: found.params.get('nonce')! })
  }

  function sign(claims: Record<string, unknown>): Promise<string> {
    const key = tampering.foreignKey === true ? foreign.privateKey : keys.privateKey
    return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'k1' }).sign(key)
  }

  function revoke(form: URLSearchParams): Response {
    counters.revocations++
    tokens.serve(form, '/token/end', NO_COOKIES)
    return new Response(null, { status: 200 })
  }

  async function answer(given: Response, more: Record<string, unknown>): Promise<Response> {
    if (!given.ok) return given
    const {
      user,
      reference: _,
      ...granted
    } = (await given.json()) as {
      user: TestUser
      reference: string
    }
    const claims = { sub: user.sub, aud: CLIENT, iss: ISSUER, ...more, ...tampering.claims }
    // The protocol's library reads the real clock.
    const seconds = Math.floor(Date.now() / 1_000)
    // Signing takes real time, which a world in fake time would not wait for.
    const unsigned = tampering.answer !== undefined && 'id_token' in tampering.answer
    const id_token = unsigned
      ? undefined
      : await sign({ iat: seconds, exp: seconds + 300, ...claims })
    return Response.json({ ...granted, id_token, ...tampering.answer })
  }

  return {
    respond,
    authorize,
    counters,
    expireAccess: tokens.expire,
    tamper: (next: Tampering) => void (tampering = next),
  }
}

function refuse(): Response {
  return Response.json({ error: 'invalid_grant' }, { status: 400 })
}

function strictServer(): TokenServer {
  const limits = { idleMs: 0, absoluteMs: 0, credentialMs: 0, accessTokenMs: 300_000, graceMs: 0 }
  let ids = 0
  return createTokenServer(limits, Date.now, () => ++ids)
}

export type TestProvider = ReturnType<typeof createTestProvider>

import { examine } from '../src/doctor/examine.js'
import type { DoctorOptions } from '../src/doctor/doctor-options.js'
import type { Check, Finding } from '../src/doctor/finding.js'
import { SessionError } from '../src/errors.js'
import type { Ability } from '../src/ports/doctor-world.js'

export const APP = 'https://app.example.com'
export const ISSUER = 'https://login.example.com'
export const API = 'https://api.example.com'

/** What a test changes in a deployment where nothing is amiss; a header or a field that is undefined is taken away. */
export interface Changes {
  readonly url?: string
  readonly secure?: boolean
  readonly lacks?: Ability
  /** Directives of the page's policy; undefined takes one away. */
  readonly csp?: Readonly<Record<string, string | undefined>>
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly page?: { readonly status?: number; readonly away?: boolean }
  readonly meta?: readonly string[]
  readonly worker?: {
    readonly status?: number
    readonly text?: string
    readonly away?: boolean
    readonly refused?: boolean
    readonly headers?: Readonly<Record<string, string | undefined>>
  }
  readonly redirectHeaders?: Readonly<Record<string, string | undefined>>
  readonly redirectStatus?: number
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly discovery?: { readonly status?: number; readonly text?: string; readonly away?: boolean }
  readonly token?: { readonly status?: number; readonly text?: string; readonly away?: boolean }
  readonly options?: DoctorOptions
}

const CSP = {
  'default-src': "'none'",
  'script-src': "'self'",
  'worker-src': "'self'",
  'connect-src': `'self' ${ISSUER} ${API}`,
  'frame-src': `'self' ${ISSUER}`,
  'frame-ancestors': "'self'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'latchkey',
}

const HEADERS = {
  'content-type': 'text/html',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
}

const METADATA = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/auth`,
  token_endpoint: `${ISSUER}/token`,
  jwks_uri: `${ISSUER}/jwks`,
  revocation_endpoint: `${ISSUER}/revoke`,
  end_session_endpoint: `${ISSUER}/end`,
  pushed_authorization_request_endpoint: `${ISSUER}/par`,
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
  dpop_signing_alg_values_supported: ['ES256'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
  response_modes_supported: ['query', 'fragment'],
}

const OPTIONS = { issuer: ISSUER, clientId: 'notes', redirectUri: '/back', allowedOrigins: [API] }

/** Runs the doctor in memory, and notes what it asked for. */
export async function diagnose(changes: Changes = {}) {
  const asked: Request[] = []
  const send = async (request: Request): Promise<Response> => {
    asked.push(request)
    return respond(changes, request)
  }
  const findings = await examine(
    {
      http: { send },
      url: () => changes.url ?? `${APP}/`,
      secure: () => changes.secure ?? true,
      has: (ability) => ability !== changes.lacks,
      metaPolicies: () => changes.meta ?? [],
      workerUrl: () => {
        if (changes.worker?.refused === true) throw new SessionError('vault_url')
        return `${new URL(changes.url ?? APP).origin}/vault.js`
      },
    },
    changes.options ?? OPTIONS,
  )
  return { findings, asked }
}

/** What one check says of a deployment; undefined where it says nothing. */
export async function findingOf(check: Check, changes: Changes = {}): Promise<Finding | undefined> {
  const { findings } = await diagnose(changes)
  return findings.find((one) => one.check === check)
}

function respond(changes: Changes, request: Request): Response {
  const { pathname } = new URL(request.url)
  if (pathname === '/vault.js') return worker(changes)
  if (pathname.endsWith('/openid-configuration')) return discovery(changes)
  if (pathname === '/token') {
    const { status = 400, text = '{"error":"invalid_grant"}', away } = changes.token ?? {}
    return answer(away, text, status, {})
  }
  const headers = { 'content-security-policy': policyOf(changes), ...HEADERS, ...changes.headers }
  if (pathname === '/back') {
    const { redirectHeaders, redirectStatus = 200 } = changes
    return answer(false, '<p>', redirectStatus, { ...headers, ...redirectHeaders })
  }
  return answer(changes.page?.away, '<p>', changes.page?.status ?? 200, headers)
}

function worker({
  worker: { status = 200, text = ' '.repeat(5_000), away, headers } = {},
}: Changes) {
  return answer(away, text, status, {
    'content-type': 'text/javascript; charset=utf-8',
    'content-security-policy': `default-src 'none'; connect-src 'self' ${ISSUER} ${API}`,
    ...headers,
  })
}

function discovery({ metadata, discovery: { status = 200, text, away } = {} }: Changes) {
  return answer(away, text ?? JSON.stringify({ ...METADATA, ...metadata }), status, {})
}

function policyOf({ csp }: Changes): string {
  const directives = Object.entries({ ...CSP, ...csp }).filter(([, value]) => value !== undefined)
  return directives.map(([name, value]) => `${name} ${value}`).join('; ')
}

function answer(
  away: boolean | undefined,
  text: string,
  status: number,
  headers: Readonly<Record<string, string | undefined>>,
): Response {
  if (away === true) throw new TypeError('Failed to fetch')
  const sent = Object.entries(headers).filter((entry) => entry[1] !== undefined)
  return new Response(text, { status, headers: sent as [string, string][] })
}

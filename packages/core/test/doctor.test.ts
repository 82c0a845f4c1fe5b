import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { doctor } from '../src/doctor/index.js'
import { type Check, CHECKS, type Finding } from '../src/doctor/finding.js'
import { API, APP, type Changes, diagnose, findingOf, ISSUER } from './deployment.js'

type Level = Finding['level']

const NO_PROVIDER = { options: { allowedOrigins: [API] } }
const NO_CSP = { headers: { 'content-security-policy': undefined } }
const NO_ANCESTORS = { 'content-security-policy': "frame-ancestors 'none'" }
const HTTP = { url: 'http://app.example.com/' }
const COEP = { headers: { 'cross-origin-embedder-policy': 'require-corp' } }
const UNGUARDED = { 'default-src': undefined }
const INLINE = { 'script-src': "'self' 'unsafe-inline'" }
const TRUSTING = "'nonce-abc' 'strict-dynamic' 'unsafe-inline' https:"
const NO_WORKERS = { 'worker-src': "'none'" }
const SELF_ONLY = { csp: { 'connect-src': "'self'" } }
const FRAMED = { 'frame-ancestors': undefined }
const OWN = "'self' 'strict-dynamic'"
const TWO_POLICIES = {
  'content-security-policy': "frame-ancestors https:, frame-ancestors 'self'",
}
const NO_TYPES = { 'require-trusted-types-for': undefined, 'trusted-types': undefined }

// What is amiss, the check that sees it, and how much it matters; all else is in order.
const CASES: readonly (readonly [string, Check, Level, Changes])[] = [
  ['no secure context', 'secure-context', 'problem', { secure: false }],
  ['no Web Locks', 'web-locks', 'advice', { lacks: 'web-locks' }],
  ['no BroadcastChannel', 'broadcast-channel', 'problem', { lacks: 'broadcast-channel' }],
  ['no IndexedDB', 'indexed-db', 'advice', { lacks: 'indexed-db' }],
  ['no SharedWorker', 'shared-worker', 'advice', { lacks: 'shared-worker' }],
  ['no Worker', 'worker', 'problem', { lacks: 'worker' }],
  ['no Worker, none needed', 'worker', 'advice', { ...NO_PROVIDER, lacks: 'worker' }],

  ['a page that cannot be read', 'page', 'problem', { page: { away: true } }],
  ['a page that answers 404', 'page', 'advice', { page: { status: 404 } }],
  ['no policy', 'csp', 'problem', NO_CSP],
  ['a policy in the markup alone', 'csp', 'advice', { ...NO_CSP, meta: ["script-src 'self'"] }],

  ['no script-src', 'script-src', 'problem', { csp: { ...UNGUARDED, 'script-src': undefined } }],
  ['inline script', 'script-src', 'problem', { csp: INLINE }],
  ['inline handlers', 'script-src', 'problem', { csp: { 'script-src-attr': "'Unsafe-Inline'" } }],
  ['script from any https', 'script-src', 'problem', { csp: { 'script-src': 'https:' } }],
  ['script from data:', 'script-src', 'problem', { csp: { 'script-src': "'self' data:" } }],
  ['eval', 'script-src', 'advice', { csp: { 'script-src': "'self' 'unsafe-eval'" } }],
  ['inline beside a nonce', 'script-src', 'ok', { csp: { 'script-src': TRUSTING } }],
  [
    'inline, but not in the markup',
    'script-src',
    'ok',
    { csp: INLINE, meta: ["script-src 'self'"] },
  ],

  ['no workers', 'worker-src', 'problem', { csp: NO_WORKERS }],
  ['no workers, none needed', 'worker-src', 'advice', { ...NO_PROVIDER, csp: NO_WORKERS }],
  ['workers that the markup refuses', 'worker-src', 'problem', { meta: ["worker-src 'none'"] }],
  ['a keyword that means nothing here', 'worker-src', 'ok', { csp: { 'worker-src': OWN } }],
  ['workers left to script-src', 'worker-src', 'ok', { csp: { 'worker-src': undefined } }],
  [
    'workers left to child-src',
    'worker-src',
    'problem',
    { csp: { 'worker-src': undefined, 'child-src': ISSUER } },
  ],
  [
    'workers left to trust',
    'worker-src',
    'advice',
    { csp: { 'worker-src': undefined, 'script-src': TRUSTING } },
  ],
  ['workers from blob:', 'worker-src', 'advice', { csp: { 'worker-src': "'self' blob:" } }],

  ['an API left out', 'connect-src', 'problem', { ...NO_PROVIDER, ...SELF_ONLY }],
  ['an issuer left out', 'connect-src', 'advice', SELF_ONLY],
  ['any connection', 'connect-src', 'advice', { csp: { 'connect-src': '*' } }],

  ['frames stopped', 'frame-src', 'advice', { csp: { 'frame-src': "'none'" } }],
  ['frames that cannot come back', 'frame-src', 'advice', { csp: { 'frame-src': ISSUER } }],
  ['any frame', 'frame-src', 'advice', { csp: { ...UNGUARDED, 'frame-src': undefined } }],

  ['framed by anybody', 'frame-ancestors', 'problem', { csp: FRAMED }],
  ['framed by any https', 'frame-ancestors', 'problem', { csp: { 'frame-ancestors': 'https:' } }],
  ['framed by any https, and only by self', 'frame-ancestors', 'ok', { headers: TWO_POLICIES }],
  ['framed by a partner', 'frame-ancestors', 'advice', { csp: { 'frame-ancestors': API } }],
  [
    'the older header alone',
    'frame-ancestors',
    'advice',
    { csp: FRAMED, headers: { 'x-frame-options': 'DENY' } },
  ],
  ['framed by nobody', 'frame-ancestors', 'advice', { csp: { 'frame-ancestors': "'none'" } }],
  [
    'framed by nobody, no frame wanted',
    'frame-ancestors',
    'ok',
    { csp: { 'frame-src': "'none'", 'frame-ancestors': "'none'" } },
  ],

  ['no Trusted Types', 'trusted-types', 'advice', { csp: NO_TYPES }],
  ['another policy alone', 'trusted-types', 'problem', { csp: { 'trusted-types': 'app' } }],
  ['any policy', 'trusted-types', 'ok', { csp: { 'trusted-types': '*' } }],

  ['no COOP', 'coop', 'advice', opener(undefined)],
  ['a COOP that keeps popups', 'coop', 'advice', opener('same-origin-allow-popups')],
  ['a COOP with a report', 'coop', 'ok', opener('same-origin; report-to="coop"')],
  ['COEP on the page alone', 'coep', 'advice', COEP],
  ['COEP, and no SharedWorker', 'coep', 'problem', { ...COEP, lacks: 'shared-worker' }],
  ['COEP on both', 'coep', 'ok', { ...COEP, worker: COEP }],

  ['no Referrer-Policy', 'referrer-policy', 'advice', referrer(undefined)],
  ['a leaking Referrer-Policy', 'referrer-policy', 'problem', referrer('unsafe-url')],
  ['a Referrer-Policy for later', 'referrer-policy', 'ok', referrer('unsafe-url, origin, new')],
  ['a cached page', 'cache-control', 'advice', { headers: { 'cache-control': 'no-cache' } }],
  ['no HSTS', 'hsts', 'problem', hsts(undefined)],
  ['an HSTS of minutes', 'hsts', 'advice', hsts('max-age=300')],
  ['http', 'hsts', 'problem', HTTP],
  ['http on loopback', 'hsts', 'ok', { url: 'http://localhost:5173/' }],

  ['a worker elsewhere', 'worker-file', 'problem', { worker: { refused: true } }],
  ['a worker that is away', 'worker-file', 'problem', { worker: { away: true } }],
  ['a worker that is no file', 'worker-file', 'problem', { worker: { status: 404 } }],
  [
    'a page for a worker',
    'worker-file',
    'problem',
    { worker: { headers: { 'content-type': 'text/html' } } },
  ],
  ['a worker cut short', 'worker-file', 'problem', { worker: { text: ' '.repeat(4_096) } }],
  ['a worker just whole', 'worker-file', 'ok', { worker: { text: ' '.repeat(4_097) } }],
  ['no worker, none needed', 'worker-file', 'advice', { ...NO_PROVIDER, worker: { away: true } }],
  ['a worker without a policy', 'worker-csp', 'advice', { worker: NO_CSP }],
  ['a worker that calls nobody', 'worker-csp', 'problem', workerCsp("default-src 'none'")],
  ['a worker that calls anybody', 'worker-csp', 'advice', workerCsp('connect-src https:')],

  [
    'a return elsewhere',
    'redirect-uri',
    'problem',
    { options: { issuer: ISSUER, redirectUri: API } },
  ],
  ['a return to nothing', 'redirect-uri', 'problem', { redirectStatus: 404 }],
  ['a return without a policy', 'redirect-uri', 'problem', { redirectHeaders: NO_CSP.headers }],
  ['a return that no frame can take', 'redirect-uri', 'advice', { redirectHeaders: NO_ANCESTORS }],

  ['a provider without CORS', 'discovery', 'problem', { discovery: { away: true } }],
  [
    'a provider out of reach here',
    'discovery',
    'advice',
    { ...SELF_ONLY, discovery: { away: true } },
  ],
  ['no metadata there', 'discovery', 'problem', { discovery: { status: 404 } }],
  ['metadata that is none', 'discovery', 'problem', { discovery: { text: '<p>' } }],
  ['another issuer', 'issuer', 'problem', { metadata: { issuer: `${ISSUER}/` } }],
  ['a plain http endpoint', 'endpoints', 'problem', { metadata: { userinfo_endpoint: HTTP.url } }],
  ['no key set', 'endpoints', 'problem', { metadata: { jwks_uri: undefined } }],
  ['only plain PKCE', 'pkce', 'problem', field('code_challenge_methods_supported', ['plain'])],
  ['no word of PKCE', 'pkce', 'advice', field('code_challenge_methods_supported')],
  ['no iss', 'response-iss', 'advice', field('authorization_response_iss_parameter_supported')],
  [
    'DPoP with another key',
    'dpop',
    'advice',
    field('dpop_signing_alg_values_supported', ['RS256']),
  ],
  ['no refresh', 'refresh-token', 'advice', field('grant_types_supported', ['authorization_code'])],
  ['no word of grants', 'refresh-token', 'advice', field('grant_types_supported')],
  ['no revocation', 'revocation', 'advice', field('revocation_endpoint')],
  ['no sign-out', 'sign-out', 'advice', field('end_session_endpoint')],
  ['pushed requests only', 'par', 'problem', field('require_pushed_authorization_requests', true)],
  [
    'no return in the query',
    'response-modes',
    'problem',
    field('response_modes_supported', ['jwt']),
  ],
  ['no word of response modes', 'response-modes', 'ok', field('response_modes_supported')],
  [
    'an unknown client',
    'token-endpoint',
    'problem',
    { token: { text: '{"error":"invalid_client"}' } },
  ],
  ['no CORS for tokens', 'token-endpoint', 'problem', { token: { away: true } }],
  ['tokens out of reach here', 'token-endpoint', 'advice', { ...SELF_ONLY, token: { away: true } }],
  ['a token endpoint in pieces', 'token-endpoint', 'advice', { token: { status: 502, text: '' } }],
  ['a sister site', 'same-site', 'advice', {}],
  ['another site', 'same-site', 'advice', { url: 'https://shop.test/' }],
  ['one host', 'same-site', 'ok', { url: `${ISSUER}/app` }],
]

test.each(CASES)('%s: %s says %s', async (_what, check, level, changes) => {
  const finding = await findingOf(check, changes)

  expect(finding).toMatchObject({ check, level })
})

test('a deployment in order is told so by every check; what only a page can guess is advice', async () => {
  const { findings } = await diagnose()

  expect(findings.map(({ check }) => check)).toEqual(CHECKS)
  expect(findings.filter(({ level }) => level !== 'ok').map(({ check }) => check)).toEqual([
    'same-site',
  ])
})

test('whether a frame is of the same site is told by two labels, and the finding says so', async () => {
  const sister = await findingOf('same-site')
  const other = await findingOf('same-site', { url: 'https://shop.com/' })

  expect(sister?.message).toMatch(/one site.*public suffix list/)
  expect(other?.message).toMatch(/another site.*public suffix list/)
})

test('each check has a case in which it finds something amiss', () => {
  const red = new Set(CASES.filter(([, , level]) => level !== 'ok').map(([, check]) => check))

  expect([...red].toSorted()).toEqual(CHECKS.toSorted())
})

test('without an issuer nothing is asked of a provider', async () => {
  const { findings, asked } = await diagnose(NO_PROVIDER)

  expect(findings.map(({ check }) => check)).not.toContain('discovery')
  expect(asked.map(({ url }) => url)).toEqual([`${APP}/`, `${APP}/vault.js`])
})

test('of a page that cannot be read no header is judged', async () => {
  const { findings } = await diagnose({ page: { away: true } })

  expect(findings.map(({ check }) => check)).not.toContain('csp')
})

test('findings are frozen, and hold nothing of the address or of what a server said', async () => {
  const secret = 'c0de-5ecret'

  const { findings, asked } = await diagnose({
    url: `${APP}/?code=${secret}#${secret}`,
    headers: { 'referrer-policy': secret, 'cross-origin-opener-policy': secret },
    worker: { headers: { 'content-type': secret } },
    metadata: { issuer: `${ISSUER}?${secret}` },
    token: { status: 400, text: JSON.stringify({ error: secret }) },
  })

  expect(Object.isFrozen(findings) && findings.every(Object.isFrozen)).toBe(true)
  expect(JSON.stringify(findings)).not.toContain(secret)
  expect(asked.map(({ url }) => url).join()).not.toContain(secret)
})

test('the page of another address can be looked at; what the markup here says is not for it', async () => {
  const options = { document: '/other.html#part' }

  const { findings, asked } = await diagnose({ ...NO_CSP, meta: ["script-src 'self'"], options })

  expect(asked[0]?.url).toBe(`${APP}/other.html`)
  expect(findings).toContainEqual(expect.objectContaining({ check: 'csp', level: 'problem' }))
})

test('the token endpoint is asked with a code that is none, and without credentials', async () => {
  const { asked } = await diagnose()

  const request = asked.find(({ url }) => url === `${ISSUER}/token`)!
  const form = new URLSearchParams(await request.text())
  expect(request.credentials).toBe('omit')
  expect(Object.fromEntries(form)).toMatchObject({
    client_id: 'notes',
    code: 'latchkey-doctor',
    redirect_uri: `${APP}/back`,
  })
})

const WRONG: readonly (readonly [string, object, typeof TypeError | typeof RangeError])[] = [
  ['an unknown option', { isuer: ISSUER }, TypeError],
  ['an issuer that is no text', { issuer: 1 }, TypeError],
  ['an empty client', { clientId: '' }, TypeError],
  ['origins that are no list', { allowedOrigins: API }, TypeError],
  ['an issuer over http', { issuer: 'http://login.example.com' }, RangeError],
  ['an origin with a path', { allowedOrigins: [`${API}/v1`] }, RangeError],
  ['a page of another origin', { document: `${API}/` }, RangeError],
]

test.each(WRONG)('%s is refused at once', async (_what, options, kind) => {
  await expect(diagnose({ options })).rejects.toThrow(kind)
})

test('on a server there is nothing to look at', () => {
  expect(() => doctor()).toThrow(expect.objectContaining({ code: 'not_in_browser' }))
})

test('the page in the docs has a row for each check, in this order', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/doctor.md'), 'utf8')
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name)

  expect(rows).toEqual(CHECKS)
})

function field(name: string, value?: unknown): Changes {
  return { metadata: { [name]: value } }
}

function opener(value: string | undefined): Changes {
  return { headers: { 'cross-origin-opener-policy': value } }
}

function referrer(value: string | undefined): Changes {
  return { headers: { 'referrer-policy': value } }
}

function hsts(value: string | undefined): Changes {
  return { headers: { 'strict-transport-security': value } }
}

function workerCsp(value: string): Changes {
  return { worker: { headers: { 'content-security-policy': value } } }
}

import { expect, test } from 'vitest'
import type { Tokens } from '../../src/strategies/tokens.js'
import { minutes, seconds } from '../durations.js'
import { openSource } from './open-source.js'

async function signedIn(options = {}) {
  const app = await openSource(options)
  const outcome = await app.source.signIn({ method: 'popup' }, app.call)
  return { ...app, tokens: (outcome as { value: Tokens }).value }
}

test('P1 a refresh token is replaced by the one in the answer, and kept where there is none', async () => {
  const { source, call, provider, tokens } = await signedIn()

  const first = await source.refresh(call, 'later', tokens)
  provider.tamper({ answer: { refresh_token: undefined } })
  const rotated = (first as { value: Tokens }).value
  const second = await source.refresh(call, 'later', rotated)

  expect(rotated.refreshToken).not.toBe(tokens.refreshToken)
  expect((second as { value: Tokens }).value.refreshToken).toBe(rotated.refreshToken)
  expect(provider.counters).toMatchObject({ refreshes: 2, reuses: 0 })
})

test('a refresh that brings an ID token for somebody else is no good', async () => {
  const { source, call, provider, tokens } = await signedIn()
  provider.tamper({ claims: { sub: 'u-grace' } })

  expect(await source.refresh(call, 'later', tokens)).toEqual({
    kind: 'misconfigured',
    field: 'id_token.sub',
  })
})

test('a refresh without an ID token keeps what is known of the user', async () => {
  const { source, call, provider, tokens } = await signedIn()
  provider.tamper({ answer: { id_token: undefined } })

  const outcome = await source.refresh(call, 'later', tokens)

  expect((outcome as { value: Tokens }).value.grant.claims).toEqual(tokens.grant.claims)
})

const ANSWERS: Record<string, { readonly answer: () => Response; readonly outcome: object }> = {
  invalid_grant: {
    answer: () => Response.json({ error: 'invalid_grant' }, { status: 400 }),
    outcome: { kind: 'rejected' },
  },
  'another 400': {
    answer: () => Response.json({ error: 'invalid_client' }, { status: 400 }),
    outcome: { kind: 'misconfigured', field: 'HTTP 400' },
  },
  503: { answer: () => new Response('', { status: 503 }), outcome: { kind: 'unavailable' } },
  429: {
    answer: () => new Response('', { status: 429, headers: { 'retry-after': '7' } }),
    outcome: { kind: 'throttled', retryAfterMs: 7_000 },
  },
  'a captive portal': {
    answer: () => new Response('<p>Pay here', { headers: { 'content-type': 'text/html' } }),
    outcome: { kind: 'unavailable' },
  },
  'truncated JSON': { answer: () => new Response('{"acc'), outcome: { kind: 'unavailable' } },
  'no access token': {
    answer: () => Response.json({ token_type: 'Bearer' }),
    outcome: { kind: 'misconfigured', field: 'id_token' },
  },
}

test.each(Object.keys(ANSWERS))('P3 a refresh answered with %s', async (name) => {
  const { source, call, tokens, respondWith } = await signedIn()
  const { answer, outcome } = ANSWERS[name]!
  respondWith(async () => answer())

  expect(await source.refresh(call, 'later', tokens)).toEqual(outcome)
})

const KEY_SET = { 'content-type': 'application/jwk-set+json' }

test.each<[string, (signal: AbortSignal) => Promise<Response>]>([
  ['are not there', async () => new Response('', { status: 503 })],
  ['cannot be reached', async () => Promise.reject(new TypeError('Failed to fetch'))],
  [
    'break off',
    async (signal) => {
      const start = (body: ReadableStreamDefaultController) =>
        signal.addEventListener('abort', () => body.error(signal.reason))
      return new Response(new ReadableStream({ start }), { headers: KEY_SET })
    },
  ],
  [
    'are the page of a captive portal',
    async () => new Response('<p>Pay here', { headers: { 'content-type': 'text/html' } }),
  ],
  [
    'come too late',
    (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      }),
  ],
])('P3 where the keys of a provider %s, nothing is known of its answer', async (_name, keys) => {
  const { provider, source, call, respondWith } = await openSource()
  const given = new AbortController()
  respondWith((request) => {
    if (!request.url.endsWith('/jwks')) return provider.respond(request)
    setTimeout(() => given.abort())
    return keys(request.signal)
  })

  const outcome = await source.signIn({ method: 'popup' }, { ...call, signal: given.signal })

  expect(outcome).toEqual({ kind: 'unavailable' })
})

test('P3 a network that fails, at the refresh or before the keys are there, ends nothing', async () => {
  const { source, call, tokens, provider, respondWith } = await signedIn()
  respondWith(async (request) => {
    if (request.url.endsWith('/jwks')) throw new TypeError('Failed to fetch')
    return provider.respond(request)
  })
  const fresh = await openSource()
  fresh.respondWith(async () => Promise.reject(new TypeError('Failed to fetch')))

  expect(await fresh.source.signIn({ method: 'popup' }, fresh.call)).toEqual({
    kind: 'unavailable',
  })
  expect(await source.refresh(call, 'later', tokens)).toMatchObject({ kind: 'ok' })
})

test('P1 a refresh waits for no keys of its provider: its token is spent by then', async () => {
  const { openRealm, call, tokens, provider, respondWith } = await signedIn()
  respondWith(async (request) => {
    if (request.url.endsWith('/jwks')) throw new TypeError('Failed to fetch')
    return provider.respond(request)
  })

  const outcome = await openRealm().refresh(call, 'later', tokens)

  expect(outcome).toMatchObject({ kind: 'ok', value: { grant: { account: 'u-ada' } } })
})

test('P1 a token that grew old while the metadata came is not spent before it is looked at again', async () => {
  const { openRealm, call, tokens, provider, respondWith, pass } = await signedIn()
  respondWith(async (request) => {
    if (request.url.includes('/.well-known/')) pass(seconds(5))
    return provider.respond(request)
  })
  const reloaded = openRealm()

  const first = await reloaded.refresh(call, 'later', tokens)
  const spent = provider.counters.refreshes
  const second = await reloaded.refresh(call, 'later', tokens)

  expect(first).toEqual({ kind: 'unavailable' })
  expect(spent).toBe(0)
  expect(second).toMatchObject({ kind: 'ok' })
})

test('P2 a token expires as of its receipt, however long the keys of its provider are waited for', async () => {
  const { source, call, provider, respondWith, pass, now } = await openSource()
  respondWith(async (request) => {
    if (request.url.endsWith('/jwks')) pass(minutes(2))
    return provider.respond(request)
  })

  const outcome = await source.signIn({ method: 'popup' }, call)

  const { grant } = (outcome as { value: Tokens }).value
  expect(grant.expiresAt).toBe(now() + minutes(3))
})

test.each([
  ['401', Response.json({}, { status: 401 })],
  ['invalid_grant', Response.json({ error: 'invalid_grant' }, { status: 400 })],
])('P3 %s where the metadata should be refuses no grant', async (_name, refusal) => {
  const { source, call, respondWith } = await openSource()
  respondWith(async () => refusal)

  const outcome = await source.restore?.(call)

  expect(outcome).toEqual({ kind: 'misconfigured', field: 'issuer' })
})

test('P19 no token that is not bound is taken where a key was shown', async () => {
  const { source, call } = await openSource({ dpop: 'required' })

  await expect(source.signIn({ method: 'popup' }, call)).rejects.toMatchObject({
    code: 'misconfigured',
    field: 'dpop_signing_alg_values_supported',
  })
})

test('P19 a provider that offers DPoP and answers with a bearer token is refused', async () => {
  const { source, call, provider, visits } = await openSource()
  provider.tamper({ metadata: { dpop_signing_alg_values_supported: ['ES256'] } })

  const outcome = await source.signIn({ method: 'popup' }, call)

  expect(new URL(visits[0]!.url).searchParams.get('dpop_jkt')).toMatch(/^.{43}$/)
  expect(outcome).toEqual({ kind: 'misconfigured', field: 'token_type' })
})

test('a sign-out revokes the refresh token, and says where the provider ends its own session', async () => {
  const { source, call, provider, tokens } = await signedIn()

  const url = await source.signOutUrl!({ returnTo: '/bye' }, call, tokens)
  const outcome = await source.revoke(call, tokens)

  expect(outcome).toEqual({ kind: 'ok', value: undefined })
  expect(provider.counters.revocations).toBe(1)
  expect(Object.fromEntries(new URL(url!).searchParams)).toEqual({
    client_id: 'notes',
    post_logout_redirect_uri: 'https://app.example.com/bye',
  })
})

test('P5 a visitor who is not signed in causes no request', async () => {
  const { source, call, respondWith, visits } = await openSource()
  respondWith(() => Promise.reject(new Error('no request is expected')))

  expect(await source.restore!({ ...call, known: false })).toEqual({ kind: 'none' })
  expect(visits).toEqual([])
})

test('a session is restored in a hidden frame without a question', async () => {
  const { source, call, visits } = await openSource()

  const outcome = await source.restore!(call)

  expect(outcome).toMatchObject({ kind: 'ok', value: { grant: { account: 'u-ada' } } })
  expect(visits.map(({ method }) => method)).toEqual(['frame'])
  expect(new URL(visits[0]!.url).searchParams.get('prompt')).toBe('none')
})

test('where a frame gets no answer the page visits the provider, once, and never in a loop', async () => {
  const { source, call, visits, provider, storage, openRealm } = await openSource({
    flows: { restore: 'redirect' },
  })
  const ended = new AbortController()
  const restoring = source.restore!({ ...call, signal: ended.signal })
  await expect.poll(() => visits.length).toBe(1)
  ended.abort()

  expect(await restoring).toEqual({ kind: 'unavailable' })
  expect(await openRealm().restore!(call)).toEqual({ kind: 'none' })
  expect(visits).toHaveLength(1)
  expect(JSON.stringify([...storage.values])).not.toContain('page=2')
  expect(provider.counters.codes).toBe(0)
})

test('a page that is in use is not left because another tab signed in', async () => {
  const { source, call, visits } = await openSource({ flows: { restore: 'redirect' } })
  await source.restore!({ ...call, known: false })

  expect(await source.restore!(call)).toEqual({ kind: 'none' })
  expect(visits).toEqual([])
})

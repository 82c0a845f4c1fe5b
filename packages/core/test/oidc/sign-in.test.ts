import { expect, test } from 'vitest'
import { minutes } from '../durations.js'
import { openSource } from './open-source.js'
import type { Tampering } from './test-provider.js'

test('a sign-in asks for a code with PKCE, state and nonce, and gives the user without protocol claims', async () => {
  const { source, call, visits } = await openSource({
    resource: ['https://a.example.com', 'https://b.example.com'],
    params: { organization: 'acme' },
  })

  const outcome = await source.signIn({ method: 'popup', loginHint: 'ada', maxAgeMs: 5_000 }, call)

  const { searchParams: sent } = new URL(visits[0]!.url)
  expect(Object.fromEntries(sent)).toMatchObject({
    response_type: 'code',
    client_id: 'notes',
    redirect_uri: 'https://app.example.com/back',
    scope: 'openid profile email offline_access',
    code_challenge_method: 'S256',
    login_hint: 'ada',
    max_age: '5',
    organization: 'acme',
  })
  expect(sent.getAll('resource')).toEqual(['https://a.example.com', 'https://b.example.com'])
  expect(sent.get('state')).toMatch(/^p\..{43}$/)
  expect(sent.get('nonce')).toMatch(/^.{43}$/)
  expect(sent.get('code_challenge')).toMatch(/^.{43}$/)
  expect(outcome).toMatchObject({ kind: 'misconfigured' })
})

test('the claims that an app sees are those about its user', async () => {
  const { source, call } = await openSource()

  const outcome = await source.signIn({ method: 'popup' }, call)

  const { grant } = (outcome as { value: { grant: { claims: object } } }).value
  expect(grant).toMatchObject({ account: 'u-ada', by: 'signIn' })
  expect(Object.keys(grant.claims).toSorted()).toEqual(['aud', 'iss', 'sub'])
})

const REFUSED: Record<string, { readonly tampering: Tampering; readonly field: string }> = {
  'another issuer in the metadata': {
    tampering: { metadata: { issuer: 'https://evil.example.com' } },
    field: 'issuer',
  },
  'the issuer with a slash more': {
    tampering: { metadata: { issuer: 'https://login.example.com/' } },
    field: 'issuer',
  },
  'a token endpoint over plain http': {
    tampering: { metadata: { token_endpoint: 'http://login.example.com/token' } },
    field: 'token_endpoint',
  },
  'no authorization endpoint': {
    tampering: { metadata: { authorization_endpoint: undefined } },
    field: 'authorization_endpoint',
  },
  'a provider without S256': {
    tampering: { metadata: { code_challenge_methods_supported: ['plain'] } },
    field: 'code_challenge_methods_supported',
  },
  'another nonce': { tampering: { claims: { nonce: 'other' } }, field: 'id_token.nonce' },
  'another audience': { tampering: { claims: { aud: 'shop' } }, field: 'id_token.aud' },
  'another issuer in the ID token': {
    tampering: { claims: { iss: 'https://evil.example.com' } },
    field: 'id_token.iss',
  },
  'an expired ID token': { tampering: { claims: { exp: 1 } }, field: 'id_token.exp' },
  'an ID token signed with a foreign key': { tampering: { foreignKey: true }, field: 'id_token' },
  'no ID token': { tampering: { answer: { id_token: undefined } }, field: 'id_token' },
  'an unknown token type': { tampering: { answer: { token_type: 'mac' } }, field: 'id_token' },
}

test.each(Object.keys(REFUSED))('refused, with the field that is wrong: %s', async (name) => {
  const { tampering, field } = REFUSED[name]!
  const { source, call, provider } = await openSource()
  provider.tamper(tampering)

  const outcome = await source.signIn({ method: 'popup' }, call)

  expect(outcome).toEqual({ kind: 'misconfigured', field })
})

const INVALID: Record<string, (url: URL) => void> = {
  'another issuer (RFC 9207)': (url) => url.searchParams.set('iss', 'https://evil.example.com'),
  'no issuer, though the provider says it sends one': (url) => url.searchParams.delete('iss'),
  'a foreign state': (url) => url.searchParams.set('state', 'r.foreign'),
  'no state': (url) => url.searchParams.delete('state'),
}

test.each(Object.keys(INVALID))('P20 a return with %s is invalid', async (name) => {
  const { source, call, comeBack } = await openSource()
  await source.signIn({}, call)
  const url = new URL(comeBack())
  INVALID[name]!(url)

  const completing = source.signIn({ callback: url.href }, call)

  await expect(completing).rejects.toMatchObject({ code: 'callback_invalid' })
})

test('P20 a return survives a reload, once, and not for longer than ten minutes', async () => {
  const { source, openRealm, call, comeBack, pass } = await openSource()
  await source.signIn({}, call)
  const inTime = comeBack()
  await source.signIn({}, call)
  const late = comeBack()
  pass(minutes(10) - 1)
  const reloaded = openRealm()

  expect(await reloaded.signIn({ callback: inTime }, call)).toMatchObject({ kind: 'ok' })
  expect(await reloaded.signIn({ callback: inTime }, call)).toEqual({ kind: 'none' })
  expect(await openRealm().signIn({ callback: inTime }, call)).toEqual({ kind: 'none' })
  pass(1)
  for (const realm of [reloaded, source]) {
    await expect(realm.signIn({ callback: late }, call)).rejects.toMatchObject({
      code: 'callback_invalid',
    })
  }
})

test('P16 what rests of a sign-in holds neither verifier nor nonce in the clear', async () => {
  const { source, call, visits, storage } = await openSource()

  await source.signIn({}, call)

  const nonce = new URL(visits[0]!.url).searchParams.get('nonce')!
  const text = JSON.stringify([...storage.values])
  expect(text).toContain('r.')
  expect(text).not.toContain(nonce)
  expect(text).not.toContain('verifier')
})

test('a popup asks the store for nothing', async () => {
  const { source, call, storage } = await openSource()

  await source.signIn({ method: 'popup' }, call)

  expect(storage.writes()).toBe(0)
})

test('sent to the provider five times in a minute without a session, an app is in a loop', async () => {
  const { source, call, pass } = await openSource()
  for (let time = 0; time < 5; time++) await source.signIn({}, call)

  await expect(source.signIn({}, call)).rejects.toMatchObject({ code: 'sign_in_loop' })
  pass(minutes(1))
  expect(await source.signIn({}, call)).toMatchObject({ kind: 'unavailable' })
})

test('sign-ins that succeed are no loop, however many', async () => {
  const { source, call, comeBack } = await openSource()

  for (let time = 0; time < 6; time++) {
    await source.signIn({}, call)
    expect(await source.signIn({ callback: comeBack() }, call)).toMatchObject({ kind: 'ok' })
  }
})

test('a visit that is given up is a sign-in that failed', async () => {
  const { source, call, neverBack } = await openSource()
  const given = new AbortController()
  neverBack()
  const signing = source.signIn({ method: 'popup' }, { ...call, signal: given.signal })
  signing.catch(() => {})

  given.abort()

  await expect(signing).rejects.toMatchObject({ name: 'SessionError', code: 'sign_in_failed' })
})

test('a popup that was blocked is waited for no longer, and giving it up is no error', async () => {
  const { source, call, block } = await openSource()
  const given = new AbortController()
  block()

  const signing = source.signIn({ method: 'popup' }, { ...call, signal: given.signal })

  await expect(signing).rejects.toMatchObject({ code: 'popup_blocked' })
  given.abort()
})

test('a provider that says no is a sign-in that failed, with its error code', async () => {
  const { source, call, comeBack } = await openSource()
  await source.signIn({}, call)
  const url = new URL(comeBack())
  url.searchParams.delete('code')
  url.searchParams.set('error', 'access_denied')

  await expect(source.signIn({ callback: url.href }, call)).rejects.toMatchObject({
    code: 'sign_in_failed',
    field: 'access_denied',
  })
})

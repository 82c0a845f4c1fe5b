// @vitest-environment node
import { expect, test } from 'vitest'
import { callApi, claimsOf, openApp, startInRealTime, type TokenAnswer } from './identity-app.js'
import { callBound, exchangeBound, nonceOf, signInBound, tokenProof } from './identity-bound.js'
import { createProver } from './identity-proof.js'
import { bearer } from './page.js'

test('the server wants a nonce in the proof, and binds the tokens to its key', async () => {
  const playground = await startInRealTime()
  const [app, prover] = [openApp(playground), await createProver()]
  const url = `${playground.issuer}/token`
  const landing = await app.fillIn(await app.authorize({ dpop_jkt: prover.thumbprint }), {
    name: 'ada',
    password: 'ada-demo',
  })

  const without = await app.exchange(landing, { dpop: await prover.prove('POST', url) })
  const nonce = without.headers.get('dpop-nonce')
  const withNonce = await app.exchange(landing, {
    dpop: await prover.prove('POST', url, { nonce }),
  })

  const tokens = (await withNonce.json()) as TokenAnswer
  expect(without.status).toBe(400)
  expect(await without.json()).toMatchObject({ error: 'use_dpop_nonce' })
  expect(tokens.token_type).toBe('DPoP')
  expect(claimsOf(tokens.access_token)['cnf']).toEqual({ jkt: prover.thumbprint })
})

test('a code that names a key is good for that key only', async () => {
  const playground = await startInRealTime()
  const [app, prover, thief] = [openApp(playground), await createProver(), await createProver()]
  const page = await app.authorize({ dpop_jkt: prover.thumbprint })
  const landing = await app.fillIn(page, { name: 'ada', password: 'ada-demo' })

  const stolen = await exchangeBound(playground, app, thief, landing)

  expect(stolen.status).toBe(400)
  expect(await stolen.json()).toMatchObject({ error: 'invalid_grant' })
})

test('the API wants a proof of its own, with its own nonce', async () => {
  const playground = await startInRealTime()
  const { prover, token } = await signInBound(playground)
  const url = `${playground.apiUrl}/oidc/bound`

  const first = await callBound(playground, token, await prover.prove('GET', url, { token }))
  const nonce = first.headers.get('dpop-nonce')
  const second = await callBound(
    playground,
    token,
    await prover.prove('GET', url, { token, nonce }),
  )

  expect(first.status).toBe(401)
  expect(first.headers.get('www-authenticate')).toMatch(/^DPoP error="use_dpop_nonce"/)
  expect(first.headers.get('access-control-expose-headers')).toContain('dpop-nonce')
  expect(second.status).toBe(200)
  expect(await second.json()).toEqual({ sub: 'u1', bound: true })
})

test('a bound token alone, or with a wrong proof, opens nothing', async () => {
  const playground = await startInRealTime()
  const { prover, token } = await signInBound(playground)
  const thief = await createProver()
  const url = `${playground.apiUrl}/oidc/bound`
  const nonce = await nonceOf(playground, token)
  const minuteAgo = Math.floor(Date.now() / 1000) - 61
  const more = { token, nonce }

  const asBearer = await callApi(playground, '/oidc/bound', bearer(token))
  const wrong = [
    await thief.prove('GET', url, more),
    await prover.prove('POST', url, more),
    await prover.prove('GET', `${playground.apiUrl}/oidc/orders`, more),
    await prover.prove('GET', url, { nonce }),
    await prover.prove('GET', url, { ...more, token: `${token}x` }),
    await prover.prove('GET', url, { ...more, iat: minuteAgo }),
    'not.a.proof',
  ]
  const answers = await Promise.all(wrong.map((proof) => callBound(playground, token, proof)))

  expect(asBearer.status).toBe(401)
  expect(asBearer.headers.get('www-authenticate')).toMatch(/^DPoP error="invalid_token"/)
  for (const answer of answers) {
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toMatch(/^DPoP error="invalid_dpop_proof"/)
  }
})

test('a proof is good once, at the API and at the token endpoint', async () => {
  const playground = await startInRealTime()
  const { app, prover, token, refreshToken } = await signInBound(playground)
  const nonce = await nonceOf(playground, token)
  const url = `${playground.apiUrl}/oidc/bound`
  const proof = await prover.prove('GET', url, { token, nonce })
  const refresh = await tokenProof(playground, app, prover)

  const calls = [
    await callBound(playground, token, proof),
    await callBound(playground, token, proof),
  ]
  const first = await app.refresh(refreshToken, { dpop: refresh })
  const { refresh_token: next } = (await first.json()) as TokenAnswer
  const replayed = await app.refresh(next, { dpop: refresh })

  expect(calls.map(({ status }) => status)).toEqual([200, 401])
  expect([first.status, replayed.status]).toEqual([200, 400])
})

test('a bound refresh token is no good without its key', async () => {
  const playground = await startInRealTime()
  const { app, refreshToken } = await signInBound(playground)
  const thief = await createProver()

  const bare = await app.refresh(refreshToken)
  const stolen = await app.refresh(refreshToken, { dpop: await tokenProof(playground, app, thief) })

  expect([bare.status, stolen.status]).toEqual([400, 400])
})

test('nonces that the API takes back must be fetched again', async () => {
  const playground = await startInRealTime()
  const { prover, token } = await signInBound(playground)
  const nonce = await nonceOf(playground, token)

  playground.identity.expireNonces()
  const url = `${playground.apiUrl}/oidc/bound`
  const answer = await callBound(
    playground,
    token,
    await prover.prove('GET', url, { token, nonce }),
  )

  expect(answer.headers.get('www-authenticate')).toMatch(/use_dpop_nonce/)
  expect(answer.headers.get('dpop-nonce')).not.toBe(nonce)
})

import type { Playground } from '../start-playground.js'
import { callApi, openApp, type App, type TokenAnswer } from './identity-app.js'
import { createProver, type Prover } from './identity-proof.js'

/** An app that is signed in with bound tokens, and the key to which they are bound. */
export interface BoundApp {
  readonly app: App
  readonly prover: Prover
  readonly token: string
  readonly refreshToken: string
}

export async function signInBound(playground: Playground): Promise<BoundApp> {
  const [app, prover] = [openApp(playground), await createProver()]
  const page = await app.authorize()
  const landing = await app.fillIn(page, { name: 'ada', password: 'ada-demo' })
  const answer = await exchangeBound(playground, app, prover, landing)
  const tokens = (await answer.json()) as TokenAnswer
  return { app, prover, token: tokens.access_token, refreshToken: tokens.refresh_token }
}

export async function exchangeBound(
  playground: Playground,
  app: App,
  prover: Prover,
  landing: Parameters<App['exchange']>[0],
): Promise<Response> {
  return app.exchange(landing, { dpop: await tokenProof(playground, app, prover) })
}

/** A proof for the token endpoint, with the nonce that it wants. */
export async function tokenProof(
  { issuer }: Playground,
  app: App,
  prover: Prover,
): Promise<string> {
  const dpop = await prover.prove('POST', `${issuer}/token`)
  const asked = await app.refresh('unknown', { dpop })
  return prover.prove('POST', `${issuer}/token`, { nonce: asked.headers.get('dpop-nonce') })
}

export function callBound(playground: Playground, token: string, dpop: string): Promise<Response> {
  return callApi(playground, '/oidc/bound', { authorization: `DPoP ${token}`, dpop })
}

export async function nonceOf(playground: Playground, token: string): Promise<string> {
  return (await callBound(playground, token, '')).headers.get('dpop-nonce') ?? ''
}

import { createHash, randomBytes } from 'node:crypto'
import { decodeJwt, type JWTPayload } from 'jose'
import { onTestFinished } from 'vitest'
import { startPlayground, type Playground } from '../start-playground.js'
import { openBrowser, send, type Browser, type Landing, type Sending } from './identity-browser.js'

/** What the token endpoint gives. */
export interface TokenAnswer {
  readonly access_token: string
  readonly id_token: string
  readonly refresh_token: string
  readonly token_type: string
  readonly expires_in: number
  readonly error?: string
}

/** A single-page app in a browser, written as simply as its protocol allows. */
export interface App {
  readonly browser: Browser
  /** Goes to the identity server; comes back here, or rests on one of its pages. */
  authorize(params?: Record<string, string>): Promise<Landing>
  /** Pushes what `authorize` would ask for. */
  push(params?: Record<string, string>): Promise<Response>
  /** Sends the form of the page on which the browser rests. */
  fillIn(landing: Landing, form: Record<string, string>): Promise<Landing>
  /** Fetches tokens for the code with which the browser came back. */
  exchange(landing: Landing, headers?: Record<string, string>): Promise<Response>
  /** All of it, with name and password. */
  signIn(params?: Record<string, string>, user?: string): Promise<TokenAnswer>
  refresh(token: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, form: Record<string, string>, sending?: Sending): Promise<Response>
}

/** Starts a playground in real time; it stops with the test. */
export async function startInRealTime(): Promise<Playground> {
  const playground = await startPlayground({ distDir: '/nowhere' })
  onTestFinished(() => playground.stop())
  return playground
}

/** Opens an app in a browser: its own, or one in which somebody may be signed in already. */
export function openApp(
  { url, issuer }: Playground,
  clientId: 'notes' | 'orders' = 'notes',
  browser: Browser = openBrowser(),
): App {
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const redirectUri = `${url}/e2e/pages/oidc.html`

  const requestOf = (params: Record<string, string>): Record<string, string> => ({
    client_id: clientId,
    response_type: 'code',
    scope: 'openid profile email offline_access',
    redirect_uri: redirectUri,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 'state-1',
    nonce: 'nonce-1',
    ...params,
  })

  const authorize: App['authorize'] = (params = {}) =>
    browser.visit(`${issuer}/auth?${new URLSearchParams(requestOf(params))}`)

  const push: App['push'] = (params = {}) => post('/request', requestOf(params))

  const fillIn: App['fillIn'] = (landing, form) => browser.visit(landing.url, { form })

  const exchange: App['exchange'] = (landing, headers = {}) =>
    post('/token', tokenForm(landing.url.searchParams.get('code') ?? ''), { headers })

  function tokenForm(code: string): Record<string, string> {
    const more = { code, redirect_uri: redirectUri, code_verifier: verifier }
    return { grant_type: 'authorization_code', ...more }
  }

  async function signIn(params = {}, user = 'ada'): Promise<TokenAnswer> {
    const page = await authorize(params)
    const landing = await fillIn(page, { name: user, password: `${user}-demo` })
    return (await (await exchange(landing)).json()) as TokenAnswer
  }

  function refresh(token: string, headers: Record<string, string> = {}): Promise<Response> {
    return post('/token', { grant_type: 'refresh_token', refresh_token: token }, { headers })
  }

  function post(path: string, form: Record<string, string>, sending: Sending = {}) {
    const headers = { origin: url, ...sending.headers }
    return send(issuer + path, { form: { client_id: clientId, ...form }, headers })
  }

  return { browser, authorize, push, fillIn, exchange, signIn, refresh, post }
}

/** The claims of a token, unchecked. */
export function claimsOf(token: string): JWTPayload {
  return decodeJwt(token)
}

/** Calls the API at its own origin, as a page of ours. */
export function callApi(
  { apiUrl, url }: Playground,
  path: string,
  headers: Record<string, string> = {},
  sending: Sending = {},
): Promise<Response> {
  return send(apiUrl + path, { ...sending, headers: { origin: url, ...headers } })
}

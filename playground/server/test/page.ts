import { request as requestOverTls } from 'node:https'
import { onTestFinished } from 'vitest'
import { startPlayground } from '../start-playground.js'
import type { Playground, PlaygroundOptions } from '../start-playground.js'

export const seconds = (count: number): number => count * 1_000
export const minutes = (count: number): number => count * 60_000

/** What a browser adds to a request of our own page, and our page itself. */
export const OWN_PAGE = { 'latchkey-csrf': '1', 'sec-fetch-site': 'same-origin' }

export interface Request {
  readonly method?: string
  readonly json?: unknown
  readonly form?: Record<string, string>
  readonly headers?: Record<string, string>
  readonly signal?: AbortSignal
}

/** A page of the playground in a browser of its own: it has a cookie jar. */
export interface Page {
  readonly jar: Map<string, string>
  get(path: string, headers?: Record<string, string>): Promise<Response>
  post(path: string, request?: Request): Promise<Response>
  signIn(user?: 'ada' | 'grace', more?: object): Promise<Response>
}

/** Starts a playground whose time only the test moves; it stops with the test. */
export async function startInTestTime(
  options: PlaygroundOptions = {},
): Promise<{ playground: Playground; pass: (ms: number) => void }> {
  let now = Date.UTC(2027, 0, 1)
  const playground = await startPlayground({ distDir: '/nowhere', now: () => now, ...options })
  onTestFinished(() => playground.stop())
  return { playground, pass: (ms) => void (now += ms) }
}

export function openPage(playground: Playground): Page {
  const jar = new Map<string, string>()

  async function send(
    path: string,
    { json, form, headers, method, signal }: Request,
  ): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const type = json === undefined ? undefined : { 'content-type': 'application/json' }
    const body = json === undefined ? form && new URLSearchParams(form) : JSON.stringify(json)
    const response = await fetch(playground.url + path, {
      method: method ?? 'GET',
      redirect: 'manual',
      headers: { ...OWN_PAGE, ...type, ...(cookie !== '' && { cookie }), ...headers },
      ...(body !== undefined && { body }),
      ...(signal !== undefined && { signal }),
    })
    for (const line of response.headers.getSetCookie()) keep(line)
    return response
  }

  function keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value === '') jar.delete(name)
    else jar.set(name, value)
  }

  return {
    jar,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, request = {}) => send(path, { method: 'POST', ...request }),
    signIn: (user = 'ada', more = {}) =>
      send('/auth/sign-in', {
        method: 'POST',
        json: { user, password: `${user}-demo`, ...more },
      }),
  }
}

export interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
  readonly reference: string
}

export async function getTokens(page: Page, refresh: 'cookie' | 'answer'): Promise<Tokens> {
  const json = { user: 'ada', password: 'ada-demo', refresh }
  return (await (await page.post('/token/sign-in', { json })).json()) as Tokens
}

/** Refreshes with a token that the page holds. */
export function refreshWith(page: Page, token: string): Promise<Response> {
  const form = { grant_type: 'refresh_token', refresh_token: token }
  return page.post('/token/refresh', { form })
}

export function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}

/** The headers of an answer over https, whose certificate nobody vouches for. */
export function askOverTls(
  url: string,
  { method = 'GET', json, headers }: Request = {},
): Promise<{ status: number; headers: Record<string, string | string[] | undefined> }> {
  return new Promise((resolve, reject) => {
    const type = json === undefined ? undefined : { 'content-type': 'application/json' }
    const options = {
      method,
      rejectUnauthorized: false,
      headers: { ...OWN_PAGE, ...type, ...headers },
    }
    const request = requestOverTls(url, options, (response) => {
      response.resume()
      resolve({ status: response.statusCode ?? 0, headers: response.headers })
    })
    request.on('error', reject)
    request.end(json === undefined ? undefined : JSON.stringify(json))
  })
}

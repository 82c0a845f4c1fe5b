import { createCookieServer, type CookieServer, type Jar } from './cookie-server.js'
import { createTokenServer, type TokenServer } from './token-server.js'

/** A user of the scripted server. */
export interface TestUser {
  readonly sub: string
  readonly name: string
}

/** The server's own limits; they can be changed while the world runs. */
export interface TestLimits {
  idleMs: number
  absoluteMs: number
  credentialMs: number
  accessTokenMs: number
  graceMs: number
}

/** The scripted server: cookie sessions, rotating tokens, and an API that takes either. */
export interface TestServer {
  readonly jar: Jar
  readonly limits: TestLimits
  readonly cookies: CookieServer
  readonly tokens: TokenServer
  /** Makes the API repeat a header of its requests in its answers, under another name. */
  echo(as: string, header: string): void
  respond(request: Request, cookies: Jar): Promise<Response>
}

export const ADA: TestUser = { sub: 'u-ada', name: 'Ada' }
export const GRACE: TestUser = { sub: 'u-grace', name: 'Grace' }

export function createTestServer(now: () => number): TestServer {
  const jar: Jar = { sid: undefined, refresh: undefined }
  const limits: TestLimits = {
    idleMs: Infinity,
    absoluteMs: Infinity,
    credentialMs: Infinity,
    accessTokenMs: 5 * 60_000,
    graceMs: 0,
  }
  const echoed: [string, string][] = []
  let ids = 0
  const nextId = () => ++ids
  const bounded = boundedLimits(limits)
  const sessions = createCookieServer(jar, bounded, now, nextId)
  const tokens = createTokenServer(bounded, now, nextId)

  async function respond(request: Request, cookies: Jar): Promise<Response> {
    const path = new URL(request.url).pathname
    if (path === '/token/sign-in') return signIn(request, cookies)
    if (path.startsWith('/token/'))
      return tokens.serve(new URLSearchParams(await request.text()), path, cookies)
    if (path.startsWith('/session')) return sessions.serve(request, path, cookies)
    return api(request, path, cookies)
  }

  async function signIn(request: Request, cookies: Jar): Promise<Response> {
    const { user, refresh } = (await request.json()) as { user: string; refresh?: string }
    const known = [ADA, GRACE].find(({ name }) => name.toLowerCase() === user)
    if (known === undefined) return Response.json({}, { status: 401 })
    return tokens.signIn(known, refresh === 'cookie' ? cookies : undefined)
  }

  async function api(request: Request, path: string, cookies: Jar): Promise<Response> {
    if (path === '/api/always-401') return Response.json({}, { status: 401 })
    if (path === '/api/own-409') return Response.json({}, { status: 409 })
    const found = request.headers.has('authorization')
      ? tokens.authorize(request)
      : sessions.authorize(request, cookies)
    if (found instanceof Response) return found
    if (found === undefined) return Response.json({}, { status: 401 })
    const headers = echoed.map(([as, name]): [string, string] => [
      as,
      request.headers.get(name) ?? '',
    ])
    const { user } = found
    return Response.json({ user, method: request.method, body: await request.text() }, { headers })
  }

  const echo = (as: string, header: string): void => void echoed.push([as, header])
  return { jar, limits, cookies: sessions, tokens, echo, respond }
}

// JSON has no Infinity: a year is as good.
function boundedLimits(limits: TestLimits): TestLimits {
  const YEAR_MS = 365 * 86_400_000
  return new Proxy(limits, {
    get: (target, name) => {
      const value = target[name as keyof TestLimits]
      return name === 'credentialMs' ? value : Math.min(value, YEAR_MS)
    },
  })
}

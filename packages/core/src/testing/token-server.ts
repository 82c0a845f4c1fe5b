import type { Jar } from './cookie-server.js'
import type { TestLimits, TestUser } from './server.js'

interface Family {
  readonly user: TestUser
  readonly reference: string
  readonly inCookie: boolean
  /** When each access token expires. */
  readonly access: Map<string, number>
  /** Refresh tokens that were given, and when they were spent. */
  readonly refresh: Map<string, number | undefined>
  revoked: boolean
}

/** What happened to a family of tokens, for those who judge afterwards. */
export interface TokenFact {
  readonly kind: 'issued' | 'reused' | 'revoked'
  readonly reference: string
  /** The refresh token that came. */
  readonly spent?: string | undefined
  /** What was given for it. */
  readonly refresh?: string
  readonly access?: string
}

/** A token endpoint with strict rotation: a refresh token that comes twice revokes its family. */
export interface TokenServer {
  /** The answer puts the refresh token into `cookies`, where one is given, else into its body. */
  signIn(user: TestUser, cookies: Jar | undefined): Response
  serve(form: URLSearchParams, path: string, cookies: Jar): Response
  authorize(request: Request): Family | undefined
  expire(): void
  endAll(): void
  readonly counts: { refreshes: number; reuses: number; ended: number }
  readonly facts: TokenFact[]
  /** Whether the server still honours the family of that reference. */
  stands(reference: string): boolean
  live(): number
}

export function createTokenServer(
  limits: TestLimits,
  now: () => number,
  nextId: () => number,
): TokenServer {
  const families: Family[] = []
  const facts: TokenFact[] = []
  const counts = { refreshes: 0, reuses: 0, ended: 0 }

  /** Gives new tokens, for the refresh token that came, if one did. */
  function issue(family: Family, cookies: Jar | undefined, spent?: string): Response {
    const refresh = `refresh-${nextId()}-secret`
    family.refresh.set(refresh, undefined)
    const access = `access-${nextId()}-secret`
    family.access.set(access, now() + limits.accessTokenMs)
    if (cookies && family.inCookie) cookies.refresh = refresh
    const { user, reference } = family
    facts.push({ kind: 'issued', reference, spent, refresh, access })
    return Response.json({
      access_token: access,
      token_type: 'Bearer',
      expires_in: limits.accessTokenMs / 1_000,
      ...(family.inCookie ? {} : { refresh_token: refresh }),
      user,
      reference,
    })
  }

  function revoke(family: Family): void {
    family.revoked = true
    facts.push({ kind: 'revoked', reference: family.reference })
  }

  function spend(token: string, cookies: Jar): Response {
    const family = families.find(({ refresh }) => refresh.has(token))
    if (family === undefined || family.revoked) return refused()
    const spentAt = family.refresh.get(token)
    if (spentAt !== undefined && spentAt + limits.graceMs <= now()) {
      counts.reuses++
      facts.push({ kind: 'reused', reference: family.reference, spent: token })
      family.revoked = true
      return refused()
    }
    counts.refreshes++
    family.refresh.set(token, spentAt ?? now())
    return issue(family, cookies, token)
  }

  function serve(form: URLSearchParams, path: string, cookies: Jar): Response {
    const token = form.get('refresh_token') ?? form.get('token') ?? cookies.refresh ?? ''
    if (path === '/token/refresh')
      return token === '' ? Response.json({}, { status: 401 }) : spend(token, cookies)
    const family = families.find(({ refresh, access }) => refresh.has(token) || access.has(token))
    if (family !== undefined && !family.revoked) counts.ended++
    if (family !== undefined) revoke(family)
    if (family?.inCookie) cookies.refresh = undefined
    return new Response(null, { status: 204 })
  }

  return {
    counts,
    facts,
    stands: (reference) => families.some((one) => one.reference === reference && !one.revoked),
    signIn: (user, cookies) => {
      const family: Family = {
        user,
        inCookie: cookies !== undefined,
        reference: `ref-${nextId()}`,
        access: new Map(),
        refresh: new Map(),
        revoked: false,
      }
      families.push(family)
      return issue(family, cookies)
    },
    serve,
    authorize: (request) => {
      const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? ''
      return families.find(({ access, revoked }) => !revoked && now() < (access.get(token) ?? 0))
    },
    expire: () => {
      for (const { access } of families) for (const token of access.keys()) access.set(token, now())
    },
    endAll: () => families.forEach(revoke),
    live: () => families.filter((one) => !one.revoked).length,
  }
}

function refused(): Response {
  return Response.json({ error: 'invalid_grant' }, { status: 400 })
}

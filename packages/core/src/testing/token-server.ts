import type { Jar } from './cookie-server.js'
import type { TestLimits, TestUser } from './server.js'

interface Family {
  readonly user: TestUser
  readonly reference: string
  readonly inCookie: boolean
  access: string
  accessAt: number
  refresh: string
  previous: string | undefined
  rotatedAt: number
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

  function rotate(family: Family, cookies: Jar | undefined): Response {
    family.previous = family.refresh
    family.rotatedAt = now()
    family.refresh = `refresh-${nextId()}-secret`
    family.access = `access-${nextId()}-secret`
    family.accessAt = now() + limits.accessTokenMs
    if (cookies && family.inCookie) cookies.refresh = family.refresh
    const { user, reference, access, refresh, previous } = family
    facts.push({ kind: 'issued', reference, spent: previous || undefined, refresh, access })
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
    const family = families.find((one) => one.refresh === token || one.previous === token)
    if (family === undefined || family.revoked) return refused()
    const graced = now() - family.rotatedAt < limits.graceMs
    if (token === family.previous && !graced) {
      counts.reuses++
      facts.push({ kind: 'reused', reference: family.reference, spent: token })
      family.revoked = true
      return refused()
    }
    counts.refreshes++
    return rotate(family, cookies)
  }

  function serve(form: URLSearchParams, path: string, cookies: Jar): Response {
    const token = form.get('refresh_token') ?? form.get('token') ?? cookies.refresh ?? ''
    if (path === '/token/refresh')
      return token === '' ? Response.json({}, { status: 401 }) : spend(token, cookies)
    const family = families.find((one) => [one.refresh, one.previous, one.access].includes(token))
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
        access: '',
        accessAt: 0,
        refresh: '',
        previous: undefined,
        rotatedAt: 0,
        revoked: false,
      }
      families.push(family)
      const answer = rotate(family, cookies)
      family.previous = undefined
      return answer
    },
    serve,
    authorize: (request) => {
      const token = request.headers.get('authorization')?.replace('Bearer ', '')
      return families.find((one) => one.access === token && !one.revoked && now() < one.accessAt)
    },
    expire: () => families.forEach((one) => (one.accessAt = now())),
    endAll: () => families.forEach(revoke),
    live: () => families.filter((one) => !one.revoked).length,
  }
}

function refused(): Response {
  return Response.json({ error: 'invalid_grant' }, { status: 400 })
}

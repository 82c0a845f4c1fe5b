import type { TestLimits, TestUser } from './server.js'

interface CookieSession {
  readonly reference: string
  readonly user: TestUser
  readonly endsAt: number
  idleAt: number
  credentialAt: number
}

/** The cookies of the profile, or of one request. */
export interface Jar {
  sid: string | undefined
  refresh: string | undefined
}

/** A server that keeps sessions and names them by a cookie. */
export interface CookieServer {
  signIn(user: TestUser): void
  serve(request: Request, path: string, cookies: Jar): Response
  /** The session of the request, or the refusal. */
  authorize(request: Request, cookies: Jar): CookieSession | Response
  expire(): void
  endAll(): void
  live(): number
  /** The reference of the session that the cookies name, if the server honours it. */
  referenceOf(cookies: Jar): string | undefined
}

export function createCookieServer(
  jar: Jar,
  limits: TestLimits,
  now: () => number,
  nextId: () => number,
): CookieServer {
  const sessions = new Map<string, CookieSession>()

  function current({ sid }: Jar): CookieSession | undefined {
    const session = sessions.get(sid ?? '')
    return session && now() < Math.min(session.idleAt, session.endsAt) ? session : undefined
  }

  function slide(session: CookieSession, request: Request): void {
    if (!request.headers.has('latchkey-passive')) session.idleAt = now() + limits.idleMs
  }

  function answer(session: CookieSession): Response {
    const { user, reference, idleAt, endsAt, credentialAt } = session
    return Response.json({
      user,
      reference,
      idleExpiresAt: idleAt,
      absoluteExpiresAt: endsAt,
      ...(limits.credentialMs === Infinity ? {} : { credentialExpiresAt: credentialAt }),
      serverNow: now(),
    })
  }

  function serve(request: Request, path: string, cookies: Jar): Response {
    if (!request.headers.has('latchkey-csrf')) return new Response(null, { status: 403 })
    const session = current(cookies)
    const meant = request.headers.get('latchkey-session')
    if (path === '/session/end') {
      if (session && meant !== null && meant !== session.reference) return mismatch()
      sessions.delete(cookies.sid ?? '')
      return new Response(null, { status: 204 })
    }
    if (session === undefined) return Response.json({}, { status: 401 })
    if (meant !== null && meant !== session.reference) return mismatch()
    slide(session, request)
    if (path === '/session/refresh') session.credentialAt = now() + limits.credentialMs
    return answer(session)
  }

  function authorize(request: Request, cookies: Jar): CookieSession | Response {
    const session = current(cookies)
    if (session === undefined) return Response.json({}, { status: 401 })
    const meant = request.headers.get('latchkey-session')
    if (meant !== null && meant !== session.reference) return mismatch()
    if (now() >= session.credentialAt) return Response.json({}, { status: 401 })
    slide(session, request)
    return session
  }

  return {
    signIn: (user) => {
      sessions.delete(jar.sid ?? '')
      jar.sid = `sid-${nextId()}`
      const at = now()
      sessions.set(jar.sid, {
        reference: `ref-${nextId()}`,
        user,
        endsAt: at + limits.absoluteMs,
        idleAt: at + limits.idleMs,
        credentialAt: at + limits.credentialMs,
      })
    },
    serve,
    authorize,
    expire: () => sessions.forEach((session) => (session.credentialAt = now())),
    endAll: () => sessions.clear(),
    live: () => sessions.size,
    referenceOf: (cookies) => current(cookies)?.reference,
  }
}

function mismatch(): Response {
  return Response.json({}, { status: 409, headers: { 'latchkey-mismatch': '1' } })
}

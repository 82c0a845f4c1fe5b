import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CookieSession } from './cookie-sessions.js'
import { isUnsafe } from './own-page.js'
import { requireSameSession } from './reference-check.js'
import { Refusal, unauthorized } from './refusal.js'
import { isSameSecret } from './secrets.js'
import type { Site } from './site.js'

/**
 * The session that the request's cookie names, which is the one that the page means.
 *
 * @throws {Refusal} 401 without one, 409 for another one than is meant, 403 for a wrong CSRF token
 */
export function requireCookieSession(
  request: FastifyRequest,
  reply: FastifyReply,
  site: Site,
): { session: CookieSession; id: string } {
  const id = site.sessionCookie.read(request)
  const session = id === undefined ? undefined : site.state.sessions.find(id)
  // The cookie is not cleared: the answer could overtake that of a sign-in, and take its cookie.
  if (id === undefined || session === undefined) throw unauthorized('Nobody is signed in.')
  requireSameSession(request, reply, session, site.state)
  if (isUnsafe(request.method)) checkCsrfToken(request, session)
  return { session, id }
}

// A third defence, beside the header and Sec-Fetch-Site, for pages that choose to send it.
function checkCsrfToken(request: FastifyRequest, session: CookieSession): void {
  const token = request.headers['x-csrf-token']
  if (token === undefined || isSameSecret(String(token), session.csrfToken)) return
  throw new Refusal(403, 'csrf', 'The CSRF token is not the one of this session.')
}

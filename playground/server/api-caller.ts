import type { FastifyReply, FastifyRequest } from 'fastify'
import { noteActivity } from './activity.js'
import { isApiHost } from './api-host.js'
import { requireCookieSession } from './cookie-session-check.js'
import { isUnsafe, requireOwnPage } from './own-page.js'
import { unauthorized } from './refusal.js'
import type { Site } from './site.js'
import type { User } from './users.js'

/** Who calls the API, and by which session. */
export interface ApiCaller {
  readonly user: User
  readonly reference: string
  readonly credential: 'bearer' | 'cookie'
}

/**
 * Tells who calls the API: by an access token on either origin, by the cookie on the page's own.
 *
 * @throws {Refusal} 401, 403 or 409
 */
export function requireCaller(request: FastifyRequest, reply: FastifyReply, site: Site): ApiCaller {
  if (request.headers.authorization !== undefined) return requireBearer(request, reply, site)
  if (isApiHost(request)) throw unauthorized('Send an access token.')
  return requireCookie(request, reply, site)
}

function requireBearer(request: FastifyRequest, reply: FastifyReply, { state }: Site): ApiCaller {
  const token = /^Bearer ([\w-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]
  const family = token === undefined ? undefined : state.families.findByAccessToken(token)
  if (family === undefined) {
    reply.header('www-authenticate', 'Bearer error="invalid_token"')
    throw unauthorized('The access token is expired, revoked or unknown.')
  }
  // Slides no idle timer: the refresh does, and only a page whose user is there refreshes.
  return { user: family.user, reference: family.reference, credential: 'bearer' }
}

function requireCookie(request: FastifyRequest, reply: FastifyReply, site: Site): ApiCaller {
  const now = site.state.now()
  if (isUnsafe(request.method)) requireOwnPage(request, site.state)
  const { session } = requireCookieSession(request, reply, site)
  if (now >= session.credentialExpiresAt) throw unauthorized('The credential has expired.')
  noteActivity(request, session, now)
  return { user: session.user, reference: session.reference, credential: 'cookie' }
}

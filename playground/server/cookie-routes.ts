import type { FastifyInstance, FastifyReply } from 'fastify'
import { noteActivity } from './activity.js'
import { requireCookieSession } from './cookie-session-check.js'
import type { CookieSession } from './cookie-sessions.js'
import { absoluteExpiresAt, idleExpiresAt } from './deadlines.js'
import { requireOwnPage } from './own-page.js'
import { requireSameSession } from './reference-check.js'
import type { PlaygroundState } from './playground-state.js'
import type { Site } from './site.js'

/** Adds the session endpoints of the `cookie` strategy. */
export function addCookieRoutes(app: FastifyInstance, site: Site): void {
  const { state, sessionCookie } = site
  app.addHook('preHandler', async (request) => requireOwnPage(request, state))

  app.get('/session', { config: { counter: 'session', faults: ['session'] } }, (request, reply) => {
    const { session } = requireCookieSession(request, reply, site)
    noteActivity(request, session, state.now())
    reply.header('vary', 'cookie').send(sessionAnswer(session, state))
  })

  app.post(
    '/session/refresh',
    { config: { counter: 'refreshCookie', faults: ['refresh'] } },
    (request, reply) => {
      const { session, id } = requireCookieSession(request, reply, site)
      // No activity: a page refreshes by itself, and must not keep a deserted session alive.
      setSessionCookie(reply, session, state.sessions.rotate(session, id), site)
      reply.send(sessionAnswer(session, state))
    },
  )

  app.post(
    '/session/keep-alive',
    { config: { counter: 'keepAlive', faults: ['session'] } },
    (request, reply) => {
      const { session } = requireCookieSession(request, reply, site)
      noteActivity(request, session, state.now())
      reply.send(sessionAnswer(session, state))
    },
  )

  app.post(
    '/session/end',
    { config: { counter: 'endCookie', faults: ['end'] } },
    (request, reply) => {
      const id = sessionCookie.read(request)
      const session = id === undefined ? undefined : state.sessions.find(id)
      if (session !== undefined) {
        requireSameSession(request, reply, session, state)
        state.sessions.end(session)
      }
      sessionCookie.clear(reply)
      reply.code(204).send()
    },
  )
}

/** Sends the browser its session id; the cookie never outlives the session. */
export function setSessionCookie(
  reply: FastifyReply,
  session: CookieSession,
  id: string,
  { state, sessionCookie }: Site,
): void {
  const leftMs = absoluteExpiresAt(session, state.limits) - state.now()
  const maxAgeSeconds = session.isRemembered ? Math.ceil(leftMs / 1000) : undefined
  sessionCookie.set(reply, id, maxAgeSeconds)
}

function sessionAnswer(session: CookieSession, state: PlaygroundState): object {
  return {
    user: session.user,
    reference: session.reference,
    idleExpiresAt: idleExpiresAt(session, state.limits),
    absoluteExpiresAt: absoluteExpiresAt(session, state.limits),
    credentialExpiresAt: session.credentialExpiresAt,
    serverNow: state.now(),
    csrfToken: session.csrfToken,
  }
}

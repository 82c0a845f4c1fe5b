import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { noteActivity } from './activity.js'
import { requireOwnPage } from './own-page.js'
import { requireSameSession } from './reference-check.js'
import { Refusal, unauthorized } from './refusal.js'
import type { Site } from './site.js'
import { sendTokens } from './token-answer.js'

const TOKEN = { type: 'string', minLength: 1, maxLength: 200 }

const REFRESH_FORM = {
  type: 'object',
  properties: { grant_type: { const: 'refresh_token' }, refresh_token: TOKEN },
  required: ['grant_type'],
}

const END_FORM = {
  type: 'object',
  properties: { token: TOKEN, token_type_hint: { type: 'string' } },
}

/** Adds the session endpoints of the `bearer` strategy. They take forms (RFC 6749, 7009). */
export function addTokenRoutes(app: FastifyInstance, site: Site): void {
  app.register(formbody)
  addRefresh(app, site)
  addEnd(app, site)
}

function addRefresh(app: FastifyInstance, site: Site): void {
  const { families, counters, now } = site.state

  app.post<{ Body: { readonly refresh_token?: string } }>(
    '/token/refresh',
    {
      config: { counter: 'tokenRefresh', faults: ['refresh', 'token'] },
      schema: { body: REFRESH_FORM },
    },
    (request, reply) => {
      const token = request.body.refresh_token ?? readTokenCookie(request, reply, site)
      if (token === undefined) throw unauthorized('Nobody is signed in.')
      const family = families.findByRefreshToken(token)
      const spending = families.spend(token)
      if (spending.kind === 'reused') {
        counters.tokenReuse += 1
        counters.familiesRevoked += 1
      }
      // The cookie stays: this answer could overtake that of a sign-in, and take its cookie.
      if (family === undefined || spending.kind !== 'ok') {
        throw new Refusal(400, 'invalid_grant', 'The refresh token is spent, expired or revoked.')
      }
      noteActivity(request, family, now())
      sendTokens(reply, family, spending.pair, site)
    },
  )
}

function addEnd(app: FastifyInstance, site: Site): void {
  const { families } = site.state

  app.post<{ Body: { readonly token?: string } | undefined }>(
    '/token/end',
    { config: { counter: 'tokenEnd', faults: ['end'] }, schema: { body: END_FORM } },
    (request, reply) => {
      const shown = request.body?.token
      const token = shown ?? readTokenCookie(request, reply, site)
      const family = token === undefined ? undefined : findFamily(token)
      if (family !== undefined) families.end(family)
      if (shown === undefined) site.refreshCookie.clear(reply)
      // Also for a token that nobody knows (RFC 7009, section 2.2): it is as dead as was wished.
      reply.code(200).send()
    },
  )

  // The page may hold either kind; a spent refresh token, too, still says which family is meant.
  function findFamily(token: string): ReturnType<typeof families.findByRefreshToken> {
    return families.findByRefreshToken(token) ?? families.findByAccessToken(token)
  }
}

// A token in the body proves that the page itself sent it; a cookie comes along with any request.
function readTokenCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  { state, refreshCookie }: Site,
): string | undefined {
  requireOwnPage(request, state)
  const token = refreshCookie.read(request)
  const family = token === undefined ? undefined : state.families.findByRefreshToken(token)
  if (family !== undefined) requireSameSession(request, reply, family, state)
  return token
}

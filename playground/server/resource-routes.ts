import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { OTP_LEVEL } from './identity/assurance.js'
import { addBodyParsers, entriesOf } from './request-bodies.js'
import { challenge, createResourceGuard, type ResourceCaller } from './resource-guard.js'
import type { Site } from './site.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls a route that wants a token of the identity server; set before its handler. */
    resourceCaller: ResourceCaller
  }
}

const CONFIG = { counter: 'api', faults: ['api'] } as const
const MAX_AGE_SECONDS = 300

/** Adds the API that takes access tokens of the identity server, and nothing else. */
export function addResourceRoutes(app: FastifyInstance, site: Site): void {
  guardResources(app, site)
  addBodyParsers(app)
  addOrderRoutes(app, site)

  app.get('/oidc/bound', { config: CONFIG }, ({ resourceCaller: caller }, reply) => {
    if (caller.scheme !== 'DPoP') {
      throw challenge(reply, 'DPoP', 'invalid_token', 'Only bound tokens are taken here.')
    }
    reply.send({ sub: caller.sub, bound: true })
  })

  app.get('/oidc/vault', { config: CONFIG }, ({ resourceCaller: caller }, reply) => {
    requireStepUp(caller, reply)
    reply.send({ sub: caller.sub, secret: 'The key is under the mat.' })
  })
}

/** Lets a scope know who calls, and refuses those whose token is no good. */
export function guardResources(app: FastifyInstance, site: Site): void {
  const requireToken = createResourceGuard(site)
  app.decorateRequest('resourceCaller')
  app.addHook('preHandler', async (request: FastifyRequest, reply: FastifyReply) => {
    request.resourceCaller = await requireToken(request, reply)
  })
}

function addOrderRoutes(app: FastifyInstance, { state }: Site): void {
  app.get('/oidc/orders', { config: CONFIG }, ({ resourceCaller: { sub, clientId } }, reply) => {
    reply.send({ sub, clientId, orders: state.orders.of(sub) })
  })

  app.post('/oidc/orders', { config: CONFIG }, ({ resourceCaller: { sub }, body }, reply) => {
    const item = entriesOf(body).find(([name]) => name === 'item')?.[1] ?? 'something'
    reply.code(201).send({ sub, ...state.orders.add(sub, String(item).slice(0, 200)) })
  })
}

/** Asks for a second factor, not long ago (RFC 9470). */
function requireStepUp({ acr, authTime, scheme }: ResourceCaller, reply: FastifyReply): void {
  const isRecent = Date.now() / 1000 - authTime <= MAX_AGE_SECONDS
  if (acr === OTP_LEVEL && isRecent) return
  const wanted = [`acr_values="${OTP_LEVEL}"`, `max_age=${MAX_AGE_SECONDS}`]
  const error = 'insufficient_user_authentication'
  throw challenge(reply, scheme, error, 'Sign in with a second factor.', wanted)
}

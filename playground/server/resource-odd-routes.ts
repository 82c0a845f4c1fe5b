import type { FastifyInstance } from 'fastify'

const TO_QUERY = {
  type: 'object',
  properties: { to: { type: 'string', minLength: 1, maxLength: 2000 } },
  required: ['to'],
}

const CONFIG = { counter: 'api', faults: ['api'] } as const

/** Adds the mistakes of bad APIs: what is sent here comes back, or goes anywhere. */
export function addOddResourceRoutes(app: FastifyInstance): void {
  app.get('/oidc/echo', { config: CONFIG }, ({ headers }, reply) => {
    reply.send({ headers })
  })

  app.get<{ Querystring: { readonly to: string } }>(
    '/oidc/redirect',
    { config: CONFIG, schema: { querystring: TO_QUERY } },
    ({ query }, reply) => {
      reply.redirect(query.to, 302)
    },
  )
}

import type { FastifyInstance } from 'fastify'

const TO_QUERY = {
  type: 'object',
  properties: { to: { type: 'string', minLength: 1, maxLength: 2000 } },
  required: ['to'],
}

const WHAT_QUERY = {
  type: 'object',
  properties: { what: { enum: ['storage', 'cookies'] } },
  required: ['what'],
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

  // Meant for this site alone, it takes the session's storage or cookie with it.
  app.get<{ Querystring: { readonly what: string } }>(
    '/oidc/clear',
    { config: CONFIG, schema: { querystring: WHAT_QUERY } },
    ({ query }, reply) => {
      reply.header('clear-site-data', `"${query.what}"`).code(204).send()
    },
  )
}

import type { FastifyInstance } from 'fastify'
import { requireCaller, type ApiCaller } from './api-caller.js'
import { addBodyParsers, countBytes, entriesOf } from './request-bodies.js'
import type { Site } from './site.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls the API; set before its handlers run. */
    caller: ApiCaller
  }
}

const SLOW_QUERY = {
  type: 'object',
  properties: { ms: { type: 'string', pattern: '^\\d{1,5}$' } },
  required: ['ms'],
}

const CONFIG = { counter: 'api', faults: ['api'] } as const

/** Adds an ordinary API, for cookie and bearer sessions alike. */
export function addApiRoutes(app: FastifyInstance, site: Site): void {
  app.decorateRequest('caller')
  app.addHook('preHandler', async (request, reply) => {
    request.caller = requireCaller(request, reply, site)
  })
  addBodyParsers(app)
  addOrderRoutes(app, site)
  addOddRoutes(app, site)
  app.get('/api/whoami', { config: CONFIG }, (request, reply) => {
    reply.send(request.caller)
  })
  app.register(async (scope) => addUploadRoute(scope))
}

function addOrderRoutes(app: FastifyInstance, { state }: Site): void {
  app.get('/api/orders', { config: CONFIG }, (request, reply) => {
    reply.send({ orders: state.orders.of(request.caller.user.sub) })
  })

  app.post('/api/orders', { config: CONFIG }, (request, reply) => {
    const entries = entriesOf(request.body)
    const item = entries.find(([name]) => name === 'item')?.[1] ?? 'something'
    const order = state.orders.add(request.caller.user.sub, String(item).slice(0, 200))
    reply.code(201).send({ ...order, entries: entries.length, body: Object.fromEntries(entries) })
  })
}

/** The answers that clients get wrong: late, elsewhere, refused. */
function addOddRoutes(app: FastifyInstance, { state }: Site): void {
  app.get<{ Querystring: { readonly ms: string } }>(
    '/api/slow',
    { config: CONFIG, schema: { querystring: SLOW_QUERY } },
    (request) => {
      const ms = Number(request.query.ms)
      return state.pause(ms).then(() => ({ user: request.caller.user.sub, ms }))
    },
  )

  app.get('/api/redirect', { config: CONFIG }, (_request, reply) => {
    reply.redirect('/api/whoami', 302)
  })

  app.get('/api/always-401', { config: CONFIG }, (_request, reply) => {
    reply.code(401).send({ error: 'unauthorized', message: 'This one is always refused.' })
  })

  app.get('/api/echo-409', { config: CONFIG }, (_request, reply) => {
    reply.code(409).send({ error: 'conflict', message: "The app's own conflict, not Latchkey's." })
  })
}

function addUploadRoute(app: FastifyInstance): void {
  countBytes(app)
  app.post<{ Body: number | undefined }>('/api/upload', { config: CONFIG }, (request, reply) => {
    reply.send({ bytes: request.body ?? 0 })
  })
}

import type { FastifyInstance } from 'fastify'
import { FAULT_KINDS, FAULT_ROUTES, type Fault } from './faults.js'
import type { Identity } from './identity/identity.js'
import type { Limits } from './limits.js'
import { requireOwnPage } from './own-page.js'
import { apiOriginOf } from './security-headers.js'
import { endSessions, expireCredentials, type PlaygroundState } from './playground-state.js'
import { roomOf } from './rooms.js'
import type { Site } from './site.js'

const MAX_MS = 366 * 24 * 3_600_000
const DURATION = { type: 'number', minimum: 1, maximum: MAX_MS }

const LIMITS = strictObject({
  idleMs: DURATION,
  absoluteMs: DURATION,
  credentialMs: DURATION,
  accessTokenMs: DURATION,
  graceMs: { ...DURATION, minimum: 0 },
})

const FAULT = {
  ...strictObject({
    route: { enum: FAULT_ROUTES },
    kind: { enum: FAULT_KINDS },
    times: { type: 'integer', minimum: 1 },
    ms: { type: 'number', minimum: 0, maximum: 600_000 },
    retryAfterSeconds: { anyOf: [{ type: 'integer', minimum: 0 }, { const: 'none' }] },
  }),
  required: ['route', 'kind'],
}

const END = strictObject({ reference: { type: 'string', minLength: 1 } })

/** Adds the knobs of the demo page. Not an example: a real server has nothing like them. */
export function addControlRoutes(app: FastifyInstance, { state, identity }: Site): void {
  app.addHook('preHandler', async (request) => requireOwnPage(request, state))

  app.get('/playground/status', (request, reply) => {
    const apiUrl = apiOriginOf(request.protocol, request.host)
    const { issuer, counters } = identity.identity
    reply.send({ apiUrl, issuer, identity: { counters }, ...statusOf(state) })
  })

  app.post<{ Body: Partial<Limits> }>(
    '/playground/limits',
    { schema: { body: LIMITS } },
    (request, reply) => {
      reply.send(Object.assign(state.limits, request.body))
    },
  )

  app.post<{ Body: Fault }>('/playground/faults', { schema: { body: FAULT } }, (request, reply) => {
    const room = roomOf(request)
    state.faults.set({ ...request.body, ...(room !== undefined && { room }) })
    reply.code(204).send()
  })

  // In a room: its own only.
  app.delete('/playground/faults', (request, reply) => {
    state.faults.clear(roomOf(request))
    reply.code(204).send()
  })

  app.post('/playground/expire', (_request, reply) => {
    expireCredentials(state)
    reply.code(204).send()
  })

  // Without a body: all of them.
  app.post<{ Body: { readonly reference?: string } | undefined }>(
    '/playground/end',
    { preValidation: async (request) => void (request.body ??= {}), schema: { body: END } },
    (request, reply) => {
      reply.send({ ended: endSessions(state, request.body?.reference) })
    },
  )

  addIdentityControls(app, identity.identity)
}

/** What can end at the identity server; what the counts count is as `Identity` says. */
function addIdentityControls(app: FastifyInstance, identity: Identity): void {
  app.post('/playground/identity/expire', (_request, reply) => {
    identity.expireAccessTokens()
    reply.code(204).send()
  })

  app.post('/playground/identity/revoke', (_request, reply) => {
    reply.send({ revoked: identity.revokeFamilies() })
  })

  app.post('/playground/identity/end', (_request, reply) => {
    reply.send({ ended: identity.endSessions() })
  })
}

function statusOf(state: PlaygroundState): object {
  return {
    now: state.now(),
    counters: state.counters,
    limits: state.limits,
    faults: state.faults.list(),
    sessions: [
      ...state.sessions.list().map((one) => ({ ...publicPart(one), kind: 'cookie' })),
      ...state.families.list().map((one) => ({ ...publicPart(one), kind: 'bearer' })),
    ],
  }
}

function publicPart(one: { reference: string; user: object }): object {
  return { reference: one.reference, user: one.user }
}

function strictObject(properties: object): object {
  return { type: 'object', properties, additionalProperties: false }
}

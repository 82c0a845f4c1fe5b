import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Fault, FaultKind, FaultRoute } from './faults.js'
import type { PlaygroundState } from './playground-state.js'
import { roomOf } from './rooms.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The faults that can hit this route; without any, none can, not even that for all. */
    readonly faults?: readonly FaultRoute[]
  }
  interface FastifyRequest {
    /** The fault that hits this request. */
    fault: Fault | undefined
  }
}

interface WrongAnswer {
  readonly status: number
  readonly type: 'application/json' | 'text/html'
  readonly body: string
  readonly location?: string
}

const JSON_TYPE = 'application/json'
const PORTAL = '<!doctype html><title>Hotel WiFi</title><p>Please accept our terms.</p>'

const WRONG_ANSWERS: Partial<Record<FaultKind, WrongAnswer>> = {
  html: { status: 200, type: 'text/html', body: PORTAL },
  'html-511': { status: 511, type: 'text/html', body: PORTAL },
  // No name that resolves: a client that followed it would be told nothing but a network error.
  redirect: { status: 302, type: 'text/html', body: '', location: 'http://portal.invalid/' },
  'truncated-json': { status: 200, type: JSON_TYPE, body: '{"user":{"sub":"u1","na' },
  'wrong-shape': { status: 200, type: JSON_TYPE, body: '{"hello":1}' },
  'invalid-grant': { status: 400, type: JSON_TYPE, body: '{"error":"invalid_grant"}' },
  'bad-request': { status: 400, type: JSON_TYPE, body: '{"error":"invalid_request"}' },
  unauthorized: { status: 401, type: JSON_TYPE, body: '{"error":"unauthorized"}' },
}

const DEFAULT_SLOWNESS_MS = 1_000

/** Makes planned faults happen, around whatever the route itself does. */
export function addFaults(app: FastifyInstance, state: PlaygroundState): void {
  app.decorateRequest('fault')

  app.addHook('onRequest', async (request, reply) => {
    // Where a connection breaks that was used before, browsers send a request again by themselves.
    if (roomOf(request) !== undefined) reply.raw.setHeader('connection', 'close')
  })

  // After the body was read: a slow server acts even where its client has long given up.
  app.addHook('preHandler', async (request, reply) => {
    const routes = request.routeOptions.config.faults
    request.fault = routes && state.faults.take(routes, roomOf(request))
    return request.fault && before(request.fault, request, reply, state)
  })

  app.addHook('onSend', async (request, _reply, payload) => {
    if (request.fault?.kind === 'slow-after') await state.pause(slownessOf(request.fault))
    if (request.fault?.kind === 'reset-after') request.raw.socket.destroy()
    return payload
  })
}

async function before(
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
  state: PlaygroundState,
): Promise<unknown> {
  if (fault.kind === 'slow-before') return void (await state.pause(slownessOf(fault)))
  if (fault.kind === 'reset-before') {
    reply.hijack()
    return request.raw.socket.destroy()
  }
  const answer = WRONG_ANSWERS[fault.kind] ?? statusAnswer(fault.kind)
  if (answer === undefined) return undefined
  const retryAfter = fault.retryAfterSeconds ?? (answer.status === 429 ? 1 : 'none')
  if (retryAfter !== 'none') reply.header('retry-after', retryAfter)
  if (answer.location !== undefined) reply.header('location', answer.location)
  return reply.code(answer.status).type(answer.type).send(answer.body)
}

function statusAnswer(kind: FaultKind): WrongAnswer | undefined {
  const status = /^status-(\d{3})$/.exec(kind)?.[1]
  if (status === undefined) return undefined
  return { status: Number(status), type: JSON_TYPE, body: '{"error":"fault"}' }
}

function slownessOf(fault: Fault): number {
  return fault.ms ?? DEFAULT_SLOWNESS_MS
}

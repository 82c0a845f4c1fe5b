import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { FaultRoute } from '../faults.js'
import type { PlaygroundState } from '../playground-state.js'
import type { ProviderAtWork } from './identity-app.js'

interface FaultyRoute {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly fault: FaultRoute
}

const FAULTY_ROUTES: readonly FaultyRoute[] = [
  { method: 'POST', url: '/token', fault: 'identity-token' },
  { method: 'POST', url: '/token/revocation', fault: 'identity-revocation' },
  { method: 'POST', url: '/request', fault: 'identity-par' },
  { method: 'GET', url: '/.well-known/openid-configuration', fault: 'identity-discovery' },
]

/** Hands everything to the provider, except the requests that a fault hits first. */
export function addProviderRoutes(
  app: FastifyInstance,
  state: PlaygroundState,
  getHandler: () => ProviderAtWork['handle'],
): void {
  // The provider reads bodies itself, and wants them untouched.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  app.addHook('onRequest', async (request, reply) => letOwnPagesReadFaults(request, reply, state))

  for (const { method, url, fault } of FAULTY_ROUTES) {
    app.route({
      method,
      url,
      config: { faults: [fault] },
      handler: handOver,
      exposeHeadRoute: false,
    })
  }
  app.all('/*', handOver)

  function handOver(request: FastifyRequest, reply: FastifyReply): void {
    reply.hijack()
    breakAnswer(request, reply.raw, state)
    void getHandler()(request.raw, reply.raw)
  }
}

/** Does what the hooks do with the answers that Fastify writes: makes them late, or loses them. */
function breakAnswer(
  { fault, raw }: FastifyRequest,
  response: ServerResponse,
  state: PlaygroundState,
): void {
  const end = response.end.bind(response) as (...rest: unknown[]) => ServerResponse
  const endLater = async (rest: unknown[]): Promise<void> => {
    if (fault?.kind === 'slow-after') await state.pause(fault.ms ?? 1_000)
    else raw.socket.destroy()
    end(...rest)
  }
  if (fault?.kind !== 'slow-after' && fault?.kind !== 'reset-after') return
  response.end = (...rest: unknown[]) => {
    void endLater(rest)
    return response
  }
}

// The provider does it for its own answers; these headers go with an answer of a fault only.
function letOwnPagesReadFaults(
  { headers: { origin } }: FastifyRequest,
  reply: FastifyReply,
  { pageOrigins }: PlaygroundState,
): void {
  reply.header('vary', 'Origin')
  if (origin === undefined || !pageOrigins.has(origin)) return
  reply.header('access-control-allow-origin', origin)
  reply.header('access-control-expose-headers', 'retry-after')
}

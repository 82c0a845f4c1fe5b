import cors from '@fastify/cors'
import type { FastifyCorsOptions } from '@fastify/cors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isApiHost } from './api-host.js'
import type { PlaygroundState } from './playground-state.js'

const ALLOWED_HEADERS = [
  'authorization',
  'content-type',
  'dpop',
  'latchkey-csrf',
  'latchkey-passive',
  'latchkey-session',
  'x-csrf-token',
]

const EXPOSED_HEADERS = ['latchkey-mismatch', 'retry-after']
// What tells a client of OpenID Connect why it was refused, and which clock it was refused by.
const EXPOSED_OIDC_HEADERS = ['date', 'dpop-nonce', 'retry-after', 'www-authenticate']

const PREFLIGHT_MAX_AGE_SECONDS = 600

/** Lets our own pages, and nobody else, read the API's origin. The page's origin grants nothing. */
export function addCrossOriginAccess(app: FastifyInstance, state: PlaygroundState): void {
  app.register(cors, () => async (request: FastifyRequest): Promise<FastifyCorsOptions> => {
    const origin = request.headers.origin ?? ''
    if (!isApiHost(request) || !state.pageOrigins.has(origin)) return { origin: false }
    return {
      origin,
      credentials: true,
      methods: ['GET', 'HEAD', 'POST'],
      allowedHeaders: ALLOWED_HEADERS,
      exposedHeaders: request.url.startsWith('/oidc/') ? EXPOSED_OIDC_HEADERS : EXPOSED_HEADERS,
      maxAge: PREFLIGHT_MAX_AGE_SECONDS,
    }
  })
}

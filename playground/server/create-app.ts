import type { Server } from 'node:https'
import cookie from '@fastify/cookie'
import fastify, { type FastifyHttpsOptions, type FastifyInstance } from 'fastify'
import { keepApiHostApart } from './api-host.js'
import { addApiRoutes } from './api-routes.js'
import type { Certificate } from './certificate.js'
import { addControlRoutes } from './control-routes.js'
import { addCookieRoutes } from './cookie-routes.js'
import { addCounting } from './counting-hooks.js'
import { addCrossOriginAccess } from './cross-origin.js'
import { addErrorAnswers, answerBadUrl, answerBrokenRequest } from './error-answers.js'
import { addFaults } from './fault-hooks.js'
import type { RunningIdentity } from './identity/start-identity.js'
import { addPages } from './pages.js'
import type { PlaygroundState } from './playground-state.js'
import { addOddResourceRoutes } from './resource-odd-routes.js'
import { addResourceRoutes } from './resource-routes.js'
import { addTransferRoutes } from './resource-transfers.js'
import { enterRoom } from './rooms.js'
import { addSecurityHeaders } from './security-headers.js'
import { addSignInRoutes } from './sign-in-routes.js'
import { createSite } from './site.js'
import { addTokenRoutes } from './token-routes.js'

const SERVER_OPTIONS: Omit<FastifyHttpsOptions<Server>, 'https'> = {
  // `stop()` must not wait for kept-alive connections, nor for one that a fault left hanging.
  forceCloseConnections: true,
  clientErrorHandler: answerBrokenRequest,
  frameworkErrors: answerBadUrl,
  rewriteUrl: enterRoom,
  // A wrong type or an unknown property is an error to report, not one to repair.
  ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
}

const ROUTES = [
  addSignInRoutes,
  addCookieRoutes,
  addTokenRoutes,
  addApiRoutes,
  addResourceRoutes,
  addTransferRoutes,
  addOddResourceRoutes,
  addControlRoutes,
]

/** Puts one listener's server together: http, or https where there is a certificate. */
export function createApp(
  state: PlaygroundState,
  identity: RunningIdentity,
  distDir: string,
  certificate?: Certificate,
): FastifyInstance {
  const site = createSite(state, identity, certificate !== undefined)
  const app = createServer(certificate)

  // In the order in which they see a request; the headers come first, so that nothing escapes them.
  addErrorAnswers(app)
  addSecurityHeaders(app, site, identity.identity.issuer)
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  app.addHook('onRequest', keepApiHostApart)
  addCrossOriginAccess(app, state)
  app.register(cookie)
  addFaults(app, state)
  addCounting(app, state)

  // A scope each: their hooks and body parsers are their own.
  for (const addRoutes of ROUTES) {
    app.register(async (scope) => addRoutes(scope, site))
  }
  addPages(app, distDir)
  return app
}

function createServer(certificate: Certificate | undefined): FastifyInstance {
  // `null` means http. Fastify types the two apart; nothing here depends on which one it is.
  const app = fastify({ ...SERVER_OPTIONS, https: certificate ?? null })
  return app as unknown as FastifyInstance
}

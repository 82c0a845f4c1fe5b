import type { IncomingMessage, ServerResponse } from 'node:http'
import fastify, { type FastifyInstance } from 'fastify'
import type { Provider } from 'oidc-provider'
import { addErrorAnswers, answerBadUrl, answerBrokenRequest } from '../error-answers.js'
import { addFaults } from '../fault-hooks.js'
import type { PlaygroundState } from '../playground-state.js'
import { enterRoom } from '../rooms.js'
import { addIdentityHeaders } from './identity-headers.js'
import { addProviderRoutes } from './provider-routes.js'
import { addSignInForms } from './sign-in-forms.js'

/** The provider behind the listener. */
export interface ProviderAtWork {
  readonly provider: Provider
  /** Answers a request, as Node brings it. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
}

/** Puts the listener together; the provider comes once its port is known. */
export function createIdentityApp(
  state: PlaygroundState,
  atWork: () => ProviderAtWork,
): FastifyInstance {
  const app = fastify({
    forceCloseConnections: true,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerBadUrl,
    rewriteUrl: enterRoom,
  })
  addErrorAnswers(app)
  addIdentityHeaders(app, state)
  addFaults(app, state)
  app.register(async (scope) => addSignInForms(scope, () => atWork().provider))
  app.register(async (scope) => addProviderRoutes(scope, state, () => atWork().handle))
  return app
}

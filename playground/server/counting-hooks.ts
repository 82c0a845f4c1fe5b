import type { FastifyInstance } from 'fastify'
import { countRequest, type CounterName, type LogEntry } from './counters.js'
import type { PlaygroundState } from './playground-state.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Under which name this route is counted. */
    readonly counter?: CounterName
  }
  interface FastifyRequest {
    /** The request's line in the log. */
    logEntry: LogEntry | undefined
  }
}

/** Counts requests as they arrive, also those that a fault then swallows. */
export function addCounting(app: FastifyInstance, { counters, now }: PlaygroundState): void {
  app.decorateRequest('logEntry')

  app.addHook('onRequest', async (request) => {
    const route = request.routeOptions.config.counter
    if (route === undefined) return
    const isPassive = route === 'session' && request.headers['latchkey-passive'] === '1'
    request.logEntry = countRequest(counters, isPassive ? 'sessionPassive' : route, now())
  })

  app.addHook('onSend', async (request, reply) => {
    if (request.logEntry === undefined || request.raw.socket.destroyed) return
    request.logEntry.status = reply.statusCode
    if (request.logEntry.route === 'api' && reply.statusCode === 401) counters.api401 += 1
  })
}

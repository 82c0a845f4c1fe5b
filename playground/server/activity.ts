import type { FastifyRequest } from 'fastify'
import type { Lifetime } from './deadlines.js'

/** Slides the idle timer, unless the request says that no user is behind it. */
export function noteActivity(request: FastifyRequest, life: Lifetime, now: number): void {
  if (request.headers['latchkey-passive'] !== '1') life.activeAt = now
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { PlaygroundState } from './playground-state.js'
import { Refusal } from './refusal.js'

/**
 * Refuses a request that means another session than the one its cookie names.
 *
 * A tab that has not yet heard of a user switch would otherwise act as the new user.
 *
 * @throws {Refusal} 409, with `latchkey-mismatch: 1` on the reply
 */
export function requireSameSession(
  request: FastifyRequest,
  reply: FastifyReply,
  named: { readonly reference: string },
  state: PlaygroundState,
): void {
  const meant = request.headers['latchkey-session']
  if (meant === undefined || meant === named.reference) return
  state.counters.mismatch += 1
  reply.header('latchkey-mismatch', '1')
  throw new Refusal(409, 'session_mismatch', 'The cookie names another session than is meant.')
}

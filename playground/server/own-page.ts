import type { FastifyRequest } from 'fastify'
import { Refusal } from './refusal.js'
import type { PlaygroundState } from './playground-state.js'

/**
 * Refuses a request that another site's page could have caused (CSRF).
 *
 * Two things, both needed. The header: a form cannot send it, and a cross-origin `fetch` that tries
 * asks first (a preflight, which we do not grant here). And the browser's own word for who asks.
 *
 * @throws {Refusal} 403
 */
export function requireOwnPage(request: FastifyRequest, state: PlaygroundState): void {
  if (request.headers['latchkey-csrf'] !== '1') {
    throw new Refusal(403, 'csrf', 'The header `latchkey-csrf: 1` is missing.')
  }
  if (!isFromOwnPage(request, state)) {
    throw new Refusal(403, 'csrf', 'The request does not come from a page of this origin.')
  }
}

/** Whether the method may change something (RFC 9110, section 9.2.1). */
export function isUnsafe(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method)
}

function isFromOwnPage(request: FastifyRequest, state: PlaygroundState): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  // An old browser. Compared with what we are, never with `Host`, which the asker chooses.
  return state.pageOrigins.has(request.headers.origin ?? '')
}

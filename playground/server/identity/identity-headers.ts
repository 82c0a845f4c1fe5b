import type { FastifyInstance } from 'fastify'
import type { PlaygroundState } from '../playground-state.js'
import { Refusal } from '../refusal.js'
import { BARE_HEADERS } from '../security-headers.js'
import { STYLE_HASH } from './identity-page.js'

/** The identity server's name; browsers resolve it to loopback, and it is another site than ours. */
export const IDENTITY_HOST = 'idp.localhost'

/** Puts the security headers on every answer, also on those that the provider writes itself. */
export function addIdentityHeaders(app: FastifyInstance, state: PlaygroundState): void {
  app.addHook('onRequest', async (request, reply) => {
    for (const [name, value] of Object.entries(BARE_HEADERS)) reply.raw.setHeader(name, value)
    reply.raw.setHeader('content-security-policy', policyOf(state))
    // The provider makes its URLs from `Host`, which the asker chooses.
    if (request.hostname !== IDENTITY_HOST) {
      throw new Refusal(421, 'misdirected_request', `This is ${IDENTITY_HOST}.`)
    }
  })
}

function policyOf({ pageOrigins }: PlaygroundState): string {
  return [
    "default-src 'none'",
    `style-src ${STYLE_HASH}`,
    // Empty, and there: the provider adds the hash of the script that goes on by itself.
    'script-src',
    // Chromium applies this to where a form's answer redirects, which is the app.
    `form-action 'self' ${[...pageOrigins].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}

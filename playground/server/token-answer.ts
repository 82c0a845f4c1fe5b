import type { FastifyReply } from 'fastify'
import { absoluteExpiresAt, idleExpiresAt } from './deadlines.js'
import type { Site } from './site.js'
import type { TokenFamily, TokenPair } from './token-families.js'

/** Sends tokens as RFC 6749, section 5.1; the refresh token goes to where the family holds it. */
export function sendTokens(
  reply: FastifyReply,
  family: TokenFamily,
  pair: TokenPair,
  { state, refreshCookie }: Site,
): void {
  const endsAt = absoluteExpiresAt(family, state.limits)
  if (family.holder === 'cookie') {
    const maxAgeSeconds = Math.ceil((endsAt - state.now()) / 1000)
    refreshCookie.set(reply, pair.refreshToken, family.isRemembered ? maxAgeSeconds : undefined)
  }
  reply.send({
    access_token: pair.accessToken,
    token_type: 'Bearer',
    expires_in: Math.floor(pair.expiresInMs / 1000),
    ...(family.holder === 'answer' && { refresh_token: pair.refreshToken }),
    user: family.user,
    reference: family.reference,
    idleExpiresAt: idleExpiresAt(family, state.limits),
    absoluteExpiresAt: endsAt,
    serverNow: state.now(),
  })
}

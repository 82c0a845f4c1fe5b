import type { Provider } from 'oidc-provider'

/**
 * Which access tokens still count.
 *
 * A JWT by itself is good until it expires. This server's API also asks here, as an ordinary one
 * would ask by introspection, so that a test can end a token at once.
 */
export interface IssuedTokens {
  isLiving(tokenId: string): boolean
  expireAll(): void
  /** Every access, refresh and ID token as it went out, the newest last: a test looks for them elsewhere. */
  texts(): readonly string[]
}

const KINDS = ['access_token', 'id_token', 'refresh_token'] as const

interface Issued {
  readonly grantId: string | undefined
  readonly expiresAt: number
}

/** Notes the access tokens that the provider issues, and those whose family it revokes. */
export function noteIssuedTokens(provider: Provider): IssuedTokens {
  const issued = new Map<string, Issued>()
  const texts: string[] = []

  provider.on('access_token.issued', ({ jti, grantId, exp }) => {
    forget((token) => token.expiresAt <= Date.now())
    issued.set(jti, { grantId, expiresAt: (exp ?? Infinity) * 1000 })
  })
  provider.on('grant.revoked', (_context, grantId) => forget((token) => token.grantId === grantId))

  provider.on('grant.success', ({ body }) => {
    const answer = body as Partial<Record<(typeof KINDS)[number], string>>
    for (const kind of KINDS) if (answer[kind] !== undefined) texts.push(answer[kind])
  })

  function forget(isMeant: (token: Issued) => boolean): void {
    for (const [tokenId, token] of issued) if (isMeant(token)) issued.delete(tokenId)
  }

  return {
    isLiving: (tokenId) => issued.has(tokenId),
    expireAll: () => issued.clear(),
    texts: () => texts,
  }
}

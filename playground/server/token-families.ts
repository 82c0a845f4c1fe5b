import { isOver, type Lifetime } from './deadlines.js'
import type { Limits } from './limits.js'
import { hashOf, newSecret } from './secrets.js'
import type { User } from './users.js'

/** One sign-in's tokens: the refresh tokens that descend from it, and their access tokens. */
export interface TokenFamily extends Lifetime {
  /** Its public name. */
  readonly reference: string
  readonly user: User
  /** Where the refresh token goes: an HttpOnly cookie, or the answer. */
  readonly holder: 'cookie' | 'answer'
  /** Whether the refresh cookie is to outlive the browser. */
  readonly isRemembered: boolean
}

/** What a client gets for a refresh token. */
export interface TokenPair {
  readonly accessToken: string
  readonly expiresInMs: number
  readonly refreshToken: string
}

/** What became of a refresh token: spent for a new pair, or known to be spent before. */
export type Spending =
  | { readonly kind: 'ok'; readonly pair: TokenPair }
  | { readonly kind: 'reused' | 'unknown' }

/** The token families; tokens are stored as hashes only. */
export interface TokenFamilies {
  create(start: Pick<TokenFamily, 'user' | 'holder' | 'isRemembered'>): {
    family: TokenFamily
    pair: TokenPair
  }
  /** The living family of a refresh token, spent or not. */
  findByRefreshToken(token: string): TokenFamily | undefined
  /** The living family whose unexpired access token this is. */
  findByAccessToken(token: string): TokenFamily | undefined
  /** Rotates. A token that comes a second time was stolen by one of the two: nobody keeps it. */
  spend(token: string): Spending
  end(family: TokenFamily): void
  /** Expires every access token now. */
  expireAccessTokens(): void
  list(): readonly TokenFamily[]
}

interface RefreshEntry {
  readonly family: TokenFamily
  spentAt?: number
}

interface AccessEntry {
  readonly family: TokenFamily
  readonly expiresAt: number
}

/** Creates the store of token families; `now` tells the time in epoch milliseconds. */
export function createTokenFamilies(limits: Limits, now: () => number): TokenFamilies {
  const refreshTokens = new Map<string, RefreshEntry>()
  const accessTokens = new Map<string, AccessEntry>()

  function create(start: Pick<TokenFamily, 'user' | 'holder' | 'isRemembered'>): {
    family: TokenFamily
    pair: TokenPair
  } {
    const family = { ...start, reference: newSecret(), createdAt: now(), activeAt: now() }
    return { family, pair: addPair(family) }
  }

  function findByRefreshToken(token: string): TokenFamily | undefined {
    return living(refreshTokens.get(hashOf(token))?.family)
  }

  function findByAccessToken(token: string): TokenFamily | undefined {
    const entry = accessTokens.get(hashOf(token))
    return entry !== undefined && now() < entry.expiresAt ? living(entry.family) : undefined
  }

  function spend(token: string): Spending {
    const entry = refreshTokens.get(hashOf(token))
    if (entry === undefined || living(entry.family) === undefined) return { kind: 'unknown' }
    if (entry.spentAt !== undefined && now() >= entry.spentAt + limits.graceMs) {
      end(entry.family)
      return { kind: 'reused' }
    }
    entry.spentAt ??= now()
    return { kind: 'ok', pair: addPair(entry.family) }
  }

  function end(family: TokenFamily): void {
    // Spent tokens go too: the family is over, there is nothing left for a thief to be noticed by.
    for (const store of [refreshTokens, accessTokens]) {
      for (const [hash, entry] of store) if (entry.family === family) store.delete(hash)
    }
  }

  function list(): readonly TokenFamily[] {
    const families = new Set([...refreshTokens.values()].map((entry) => entry.family))
    return [...families].filter((family) => !isOver(family, limits, now()))
  }

  function living(family: TokenFamily | undefined): TokenFamily | undefined {
    if (family === undefined || !isOver(family, limits, now())) return family
    end(family)
    return undefined
  }

  function addPair(family: TokenFamily): TokenPair {
    const [accessToken, refreshToken, expiresInMs] = [
      newSecret(),
      newSecret(),
      limits.accessTokenMs,
    ]
    accessTokens.set(hashOf(accessToken), { family, expiresAt: now() + expiresInMs })
    refreshTokens.set(hashOf(refreshToken), { family })
    return { accessToken, refreshToken, expiresInMs }
  }

  const expireAccessTokens = (): void => accessTokens.clear()
  return { create, findByRefreshToken, findByAccessToken, spend, end, expireAccessTokens, list }
}

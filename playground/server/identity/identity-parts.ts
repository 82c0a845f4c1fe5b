import type { PlaygroundState } from '../playground-state.js'
import { apiOriginOf } from '../security-headers.js'
import type { IdentityCounters } from './identity-counters.js'
import type { IdentityLimits } from './identity-limits.js'
import type { IdentityStore } from './identity-store.js'
import type { SigningKeys } from './signing-keys.js'

/** What the parts of the identity server share. */
export interface IdentityParts {
  readonly state: PlaygroundState
  readonly store: IdentityStore
  readonly keys: SigningKeys
  readonly limits: IdentityLimits
  readonly counters: IdentityCounters
}

/** The origins under which our API is reached, which are the audiences of access tokens. */
export function apiOriginsOf({ pageOrigins }: PlaygroundState): string[] {
  const pages = [...pageOrigins].map((origin) => new URL(origin))
  return [...new Set(pages.map(({ protocol, host }) => apiOriginOf(protocol.slice(0, -1), host)))]
}

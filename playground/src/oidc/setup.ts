import type { LimitsName } from '../shared/choice.ts'

/** Where the tokens are; `auto` is the shared worker, or a worker where a browser has no other. */
export type Isolation = 'auto' | 'worker' | 'page'

/** What survives a reload. */
export type Persist = 'none' | 'sealed'

/** How the session of this page is held. */
export interface Setup {
  readonly isolation: Isolation
  readonly persist: Persist
  readonly limits: LimitsName
}

const KEY = 'playground-oidc'

/**
 * Reads the setup from a query such as `?isolation=page&persist=sealed`, else what was read last.
 *
 * The tab remembers it, because the identity server sends the user back without our query.
 */
export function readSetup(query: string): Setup {
  const asked = new URLSearchParams(query)
  const isAsked = ['isolation', 'persist', 'limits'].some((name) => asked.has(name))
  const found = isAsked ? asked : new URLSearchParams(sessionStorage.getItem(KEY) ?? '')
  const isolation = found.get('isolation')
  const setup: Setup = {
    isolation: isolation === 'worker' || isolation === 'page' ? isolation : 'auto',
    persist: found.get('persist') === 'sealed' ? 'sealed' : 'none',
    limits: found.get('limits') === 'short' ? 'short' : 'long',
  }
  sessionStorage.setItem(KEY, new URLSearchParams({ ...setup }).toString())
  return setup
}

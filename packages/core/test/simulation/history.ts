import type { Fault } from '../../src/testing/index.js'

/** How the session of a history is held; `own`: each tab has tokens of its own. */
export type Way =
  | 'cookie'
  | 'sealed'
  | 'refresh-cookie'
  | 'own'
  | 'vault'
  | 'sealed-vault'
  | 'oidc'
  | 'sealed-oidc'

/** Whether a tab signs in at a provider. */
export const isOidc = (way: Way): boolean => way === 'oidc' || way === 'sealed-oidc'

/** Whether each tab has tokens of its own, which no other finds. */
export const isOwn = (way: Way): boolean => way === 'own' || way === 'oidc'

/** How a return from the provider comes: as it should, or in one of the ways in which it must not do harm. */
export type How =
  | 'once'
  | 'twice'
  | 'twiceInARow'
  | 'inTwoTabs'
  | 'reloaded'
  | 'tooLate'
  | 'wrongState'
  | 'wrongIssuer'
  | 'strangersCode'
  | 'stranger'
  | 'denied'

/** What a user, a browser, a server or bad luck does. */
export type Deed =
  | { readonly do: 'signIn'; readonly user: 'ada' | 'grace' }
  | { readonly do: 'signOut' | 'signOutDuringRefresh' | 'refresh' | 'touch' | 'extend' }
  | { readonly do: 'call'; readonly times: number; readonly path: string }
  | { readonly do: 'open' | 'openNewer' | 'kill' | 'freeze' | 'thaw' | 'cache' | 'back' }
  | { readonly do: 'killHolder' | 'freezeHolder' }
  | { readonly do: 'hide' | 'show' | 'online' | 'offline' | 'mend' }
  | { readonly do: 'fail'; readonly path: 'refresh' | 'session' | 'end'; readonly fault: Fault }
  | { readonly do: 'loseAnswer' | 'expire' | 'endAtServer' }
  | { readonly do: 'setWall' | 'setMonotonic' | 'sleep'; readonly ms: number }
  | { readonly do: 'clearStorage' | 'clearCookies' }
  | { readonly do: 'leave'; readonly user: 'ada' | 'grace' }
  | { readonly do: 'popup'; readonly user: 'ada' | 'grace'; readonly takesMs: number }
  /** `visit`: so many visits before the last one. */
  | { readonly do: 'return'; readonly visit: number; readonly how: How }

/** One deed, in one of the tabs that are there, so long after the one before. */
export interface Step {
  readonly waitMs: number
  readonly tab: number
  readonly deed: Deed
}

/** All that a history depends on: the same history happens again, to the millisecond. */
export interface History {
  readonly way: Way
  /** 0: strict rotation. */
  readonly graceMs: number
  /** Whether a message, or a lock that it held, ends a cached page. */
  readonly evicts: boolean
  readonly idleMs: number | undefined
  readonly absoluteMs: number | undefined
  readonly tabs: number
  /** Decides how long each step to storage, locks, channels and servers takes. 0: a millisecond each. */
  readonly luck: number
  readonly steps: readonly Step[]
}

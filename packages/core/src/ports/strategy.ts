import type { SignOutOptions } from '../call-options.js'
import type { Clock } from './clock.js'
import type { Crypto, Sealed } from './crypto.js'
import type { Http } from './http.js'
import type { Navigation } from './navigation.js'
import type { Store } from './store.js'
import type { Visit } from './visit.js'

/** What a server said, as a value; nothing a server says is an exception. */
export type Outcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** The server says that there is no session. */
  | { readonly kind: 'none' }
  /** A definite refusal: `invalid_grant`, 401. */
  | { readonly kind: 'rejected' }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  /** No usable answer: network error, time-out, 5xx, something that is not JSON. */
  | { readonly kind: 'unavailable' }
  /** An answer of the wrong shape, or a refusal that sending again cannot cure. */
  | { readonly kind: 'misconfigured'; readonly field: string }

/**
 * What the page may know of a grant; no secret but `sealed`, which is ciphertext for the record.
 *
 * Instants are of this browser's clock, counted from the receipt of the answer.
 */
export interface Grant {
  /** The user's stable id at the server. */
  readonly account: string
  /** What the server says of the user, for the app's `user` option to parse. */
  readonly claims: unknown
  /** The server's public name for its session. */
  readonly reference?: string
  /** When the credential expires, however active the user is. */
  readonly expiresAt?: number
  /** The server's own idle deadline. */
  readonly serverIdleAt?: number
  /** The server's own absolute deadline. */
  readonly serverEndsAt?: number
  /** The credentials at rest, with `persist: 'sealed'`. */
  readonly sealed?: Sealed
  /** By the user's own doing just now, even where it was found: a sign-in, or a step-up of the same session. */
  readonly by?: 'signIn' | 'stepUp'
}

/** What every call says: which sign-in it belongs to, and when to give up. */
export interface Call {
  readonly epoch: string
  /** The server's public name for the session that is meant. */
  readonly reference?: string | undefined
  /** The record shows that this session has not ended. */
  readonly known?: boolean
  /** The newest credentials at rest. */
  readonly sealed?: Sealed | undefined
  readonly signal: AbortSignal
}

/** What an API asks of the user before it answers. RFC 9470, section 3. */
export interface StepUpChallenge {
  readonly acrValues?: string
  readonly maxAgeMs?: number
}

/** The parts of the world that a strategy may use, in the realm where it runs. */
export interface StrategyWorld {
  readonly clock: Clock
  readonly http: Http
  readonly navigation: Navigation
  readonly crypto: Crypto
  readonly persist: 'none' | 'sealed'
  /** The session's name: what a strategy keeps in the store begins with it. */
  readonly name: string
  readonly store: Store | undefined
  /** Undefined where no provider can be visited. */
  readonly visit: Visit | undefined
}

/**
 * How a second tab comes to credentials.
 *
 * `shared`: they lie where every tab finds them (cookie jar, sealed record); one refresh serves all.
 * `each`: every tab gets its own from a refresh token in the cookie jar. `own`: every tab signs in for itself.
 */
export type Sharing = 'shared' | 'each' | 'own'

/** How credentials are got, renewed, used and ended: the one seam between the engine and the servers. */
export interface Strategy {
  /** Which kind: what `session.isolation` and `getToken` depend on. */
  readonly kind: 'cookie' | 'bearer' | 'oidc'
  /** Names the session by default: the same for the same servers. */
  readonly key: string
  /** Takes its world; later calls are for that world. */
  open(world: StrategyWorld): Sharing
  /** Finds the session that is there already. */
  restore(call: Call): Promise<Outcome<Grant>>
  /** Gets a new session, `input` being what the app passed to `signIn`. */
  signIn(input: unknown, call: Call): Promise<Outcome<Grant>>
  /** Renews the credentials. */
  refresh(call: Call): Promise<Outcome<Grant>>
  /** Takes over what another tab renewed, without asking a server. */
  adopt(call: Call): Promise<Outcome<Grant | undefined>>
  /** Asks whether the session still stands, sliding no deadline. */
  check(call: Call): Promise<Outcome<Grant | undefined>>
  /** Tells the server that the user is active. */
  keepAlive(call: Call): Promise<Outcome<Grant | undefined>>
  /** The access token held for this epoch. */
  token(epoch: string): string | undefined
  /** Every token that is held or may still be good, for whoever must see that none gets out. */
  secrets?(): readonly string[]
  /** Sends an app's request with the credential of this epoch attached. */
  fetch(request: Request, call: Call): Promise<Response>
  /** What to do when an API asks for stronger authentication. Default `throw`. */
  readonly stepUp?: 'throw' | 'popup' | 'redirect'
  /** What a refused answer asks of the user, if anything. */
  challengeOf?(response: Response): StepUpChallenge | undefined
  /** Where the server's own page ends the user's session there; asked before the session ends here. */
  signOutUrl?(options: SignOutOptions, call: Call): Promise<string | undefined>
  /** Ends the session at the server; safe to repeat. */
  signOut(call: Call): Promise<Outcome<undefined>>
  /** What was got under one epoch belongs to another from now on. */
  rename(epoch: string, as: string): void
  /** Drops the credentials of an epoch in this realm. */
  forget(epoch: string): void
}

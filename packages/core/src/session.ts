import type { SignOutOptions, StepUpOptions, TokenOptions } from './call-options.js'
import type { SessionError } from './errors.js'
import type { EndOrigin, EndReason } from './machine/end.js'

interface Connected {
  /** `degraded`: the server could not be asked lately; the session is kept and retried. */
  readonly connection: 'ok' | 'degraded'
  /** Why, when the retries cannot help without a change at the server. */
  readonly error?: SessionError
}

/** Not known yet; this is not 'signed out'. */
export interface StartingState extends Connected {
  readonly status: 'starting'
}

export interface SignedOutState {
  readonly status: 'signedOut'
  readonly reason: EndReason
  readonly origin: EndOrigin
  /** Why the sign-in that this page came back from did not succeed. */
  readonly error?: SessionError
}

interface SignedInBase<User> extends Connected {
  readonly status: 'signedIn'
  /** Names this sign-in; another after the next one. Not a credential. */
  readonly id: string
  readonly user: User
  /** Epoch milliseconds. */
  readonly signedInAt: number
  /** The absolute deadline, epoch milliseconds; `Infinity` when there is none. */
  readonly endsAt: number
}

export interface ActiveState<User> extends SignedInBase<User> {
  readonly idle: 'active'
}

export interface WarningState<User> extends SignedInBase<User> {
  readonly idle: 'warning'
  /** When idleness ends the session, epoch milliseconds: the one countdown that every tab shows. */
  readonly idleAt: number
}

export type SignedInState<User> = ActiveState<User> | WarningState<User>

/** What the app sees: frozen, without a secret, the same object while nothing changed. */
export type SessionState<User = unknown> = StartingState | SignedOutState | SignedInState<User>

/** Something the browser or the deployment lacks; the session works on, in the named, weaker way. */
export type NoticeCode =
  | 'insecure_context'
  | 'storage_unavailable'
  | 'locks_unavailable'
  | 'channel_unavailable'
  | 'newer_version'
  | 'environment_tampered'

/** The closed list of events, with what each tells. */
export interface SessionEvents<User = unknown> {
  signedIn: { readonly user: User; readonly origin: 'here' | 'elsewhere' }
  signedOut: { readonly reason: EndReason; readonly origin: EndOrigin }
  userChanged: { readonly user: User; readonly previous: User }
  warning: { readonly idleAt: number }
  active: Readonly<Record<never, never>>
  refreshed: { readonly origin: 'here' | 'elsewhere' }
  degraded: { readonly error: SessionError }
  recovered: Readonly<Record<never, never>>
  stepUpRequired: { readonly acrValues?: string; readonly maxAgeMs?: number }
  notice: { readonly code: NoticeCode }
}

/**
 * A session of this browser profile, shared by its tabs.
 *
 * @typeParam User what the `user` option returns
 */
export interface Session<User = unknown> {
  /** Resolves when it is known whether somebody is signed in; on a server at once. Never rejects. */
  readonly ready: Promise<void>
  readonly state: SessionState<User>
  /** Where the credentials are: the cookie jar, a worker, or the page. */
  readonly isolation: 'cookie' | 'shared-worker' | 'worker' | 'page'
  /** Whether one refresh serves all tabs. */
  readonly sharedGrant: boolean
  /** Calls `listener` after each change of `state`; returns what stops it. Shaped for `useSyncExternalStore`. */
  subscribe(listener: () => void): () => void
  /** Calls `listener` at each event of that name; returns what stops it. */
  on<Name extends keyof SessionEvents<User>>(
    name: Name,
    listener: (event: SessionEvents<User>[Name]) => void,
  ): () => void
  /**
   * Signs in. cookie: re-reads the session endpoint after the app's own sign-in request. bearer: POSTs `input` to `signIn.url`.
   *
   * @throws {SessionError} `sign_in_failed`, retryable when the server could not be reached; `misconfigured`
   */
  signIn(input?: unknown): Promise<void>
  /**
   * Signs out, here at once, then in every tab and at the server.
   *
   * When it resolves this tab has no credential. Offline, the server's part is queued. Never rejects.
   */
  signOut(options?: SignOutOptions): Promise<void>
  /**
   * Asks the signed-in user for stronger or fresher authentication: same account, same session, both limits start anew.
   *
   * @throws {SessionError} `step_up_failed`, `popup_blocked`, `signed_out`
   * @see RFC 9470
   */
  reauthenticate(options?: StepUpOptions): Promise<void>
  /**
   * As the platform's `fetch`, with the credential attached for allowed origins; a 401 is refreshed and retried once.
   *
   * @throws {SessionError} `origin_not_allowed`, `signed_out`, `redirect_refused`, `refresh_unavailable`, `disposed`
   */
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>
  /**
   * The access token.
   *
   * @throws {SessionError} `no_token` (cookie), `token_isolated` (worker), `signed_out`, `refresh_unavailable`
   */
  getToken(options?: TokenOptions): Promise<string>
  /**
   * Renews the credential now, once for all callers.
   *
   * @throws {SessionError} `signed_out`, `refresh_rejected`, `refresh_unavailable`, `misconfigured`
   */
  refresh(): Promise<void>
  /** Says that the user is still here: closes the idle warning in every tab. */
  extend(): void
  /** Pauses idleness (an upload, a video) until the returned function is called. */
  hold(reason: string): () => void
  /** Stops everything that this object started. The session itself lives on. */
  dispose(): void
  [Symbol.dispose](): void
}

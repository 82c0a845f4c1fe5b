import type { SessionStrategy } from './runtime/driver.js'
import type { SessionState } from './session.js'

/** Idleness. Omitted: no idle timeout here; the server's still holds. */
export interface IdleOptions {
  /**
   * Ends the session after this long without activity in any tab.
   *
   * Milliseconds. Default 900_000 (15 minutes). `Infinity` turns idle sign-out off.
   *
   * @throws {RangeError} from `createSession`, unless greater than `warningMs`
   * @see OWASP Session Management Cheat Sheet, "Session Expiration" (15–30 minutes for low-risk apps)
   */
  readonly timeoutMs?: number
  /**
   * Warns this long before the end.
   *
   * Milliseconds. Default 60_000. At least 20_000 where people must be able to react (WCAG 2.2.1); 0: no warning.
   */
  readonly warningMs?: number
}

/** Where the credentials live. */
export interface IsolationOptions {
  /**
   * `shared-worker`: one worker for all tabs. `worker`: one for each. `page`: in the page's own realm, where injected script can reach
   * them. `auto`: a shared worker, else a worker, never the page.
   *
   * Default `auto`; a cookie session, and a bearer session whose endpoints are functions, knows only `page`.
   */
  readonly prefer?: 'auto' | 'shared-worker' | 'worker' | 'page'
  /** Throws where tokens would be in the page. Default false. */
  readonly require?: boolean
  /**
   * Whether credentials survive a reload: `sealed` keeps them in IndexedDB, encrypted with a key that cannot be exported
   * (script of this origin can still use the key). Default `none`.
   */
  readonly persist?: 'none' | 'sealed'
  /** The address of a copy of `@latchkey/core/vault` on this origin, where the bundler does not find the file by itself. */
  readonly workerUrl?: string | URL
  /** Lets `getToken` hand out a worker's access token, and with it all that isolation is for. Default false. */
  readonly unsafeExposeAccessToken?: boolean
}

/** What `createSession` takes. */
export interface SessionOptions<User> {
  /** `cookie(…)`, `bearer(…)` or `oidc(…)`. */
  readonly strategy: SessionStrategy
  /** Names record, lock and channel: apps of one origin with different names never meet. Default: from the strategy's addresses. */
  readonly name?: string
  /**
   * The only origins, besides the page's own, that ever get a credential. Compared exactly. Default none.
   *
   * @throws {RangeError} from `createSession`, unless each is an https origin (http for loopback), without a path
   */
  readonly allowedOrigins?: readonly string[]
  readonly idle?: IdleOptions
  /**
   * Ends the session this long after sign-in, however active the user is.
   *
   * Milliseconds. Default `Infinity`: none here; the server's still holds.
   *
   * @see OWASP Session Management Cheat Sheet, "Absolute Timeout"
   */
  readonly absoluteTimeoutMs?: number
  readonly isolation?: IsolationOptions
  /** Turns what the server says of the user into the app's own type; may throw. Default: as it came. */
  readonly user?: (claims: unknown) => User
  /** What a server rendered: shown until it is known better, so that hydration does not flicker. */
  readonly initialState?: SessionState<User>
}

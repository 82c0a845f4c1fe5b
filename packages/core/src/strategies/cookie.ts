import type { Call, Grant, Outcome, Strategy, StrategyWorld } from '../ports/strategy.js'
import { cookieGrant, type CookieAnswer } from './cookie-answer.js'
import { cookieRequests } from './cookie-requests.js'
import { endOutcomeOf, outcomeOf, type Stage } from './outcome.js'

/** Where the server keeps the session, and how it answers. Addresses may be relative to the page. */
export interface CookieOptions {
  /** GET: who is signed in, until when; 401 when nobody is. */
  readonly session: string
  /** POST: ends the session. */
  readonly end: string
  /** POST: renews what `credentialExpiresAt` limits. Default: the session endpoint is read again. */
  readonly refresh?: string
  /** POST: slides the idle timer. Default: the session endpoint is read, not passively. */
  readonly keepAlive?: string
  /** The header for the `csrfToken` of the session answer, on unsafe methods. Default `x-csrf-token`. */
  readonly csrfHeader?: string
  /** Turns a session answer of another shape into the one in the docs, "What your server does". */
  readonly read?: (body: unknown) => CookieAnswer
}

/** The strategy itself, for the realm where it runs. */
export function cookieStrategy(options: CookieOptions): Strategy {
  let world: StrategyWorld
  let csrf: { readonly epoch: string; readonly token: string | undefined } | undefined
  const requests = cookieRequests(options, () => csrf?.token)

  function ask(
    request: Request,
    { epoch }: Call,
    stage: Stage,
    fallback?: () => Promise<Outcome<Grant>>,
  ): Promise<Outcome<Grant>> {
    const { clock, http } = world
    const answer = http.send(request)
    return outcomeOf(answer, stage, clock.now, (body) => {
      if (body === undefined && fallback !== undefined) return fallback()
      const outcome = cookieGrant(body, options.read, clock.now())
      if (outcome.kind !== 'ok') return outcome
      csrf = { epoch, token: outcome.value.csrfToken ?? csrf?.token }
      return { kind: 'ok', value: outcome.value.grant }
    })
  }

  function read(call: Call, stage: Stage, passive: boolean): Promise<Outcome<Grant>> {
    return ask(requests.session(world, call, passive), call, stage)
  }

  async function post(address: string | undefined, call: Call): Promise<Outcome<Grant>> {
    const reread = () => read(call, 'later', address !== undefined)
    if (address === undefined) return reread()
    const outcome = await ask(requests.post(world, address, call), call, 'later', reread)
    // The cookie names another session by now: the session endpoint says whose.
    return outcome.kind === 'misconfigured' && outcome.field === 'HTTP 409' ? reread() : outcome
  }

  async function signOut(call: Call): Promise<Outcome<undefined>> {
    // After a restart the server's own token is not known yet.
    if (csrf?.token === undefined) await read(call, 'later', true)
    const answer = world.http.send(requests.post(world, options.end, call))
    const outcome = await endOutcomeOf(answer, world.clock.now)
    const other = outcome.kind === 'misconfigured' && outcome.field === 'HTTP 409'
    return other ? { kind: 'none' } : outcome
  }

  return {
    kind: 'cookie',
    key: options.session,
    open: (given) => {
      world = given
      return 'shared'
    },
    restore: (call) => read(call, 'start', true),
    signIn: async (_input, call) => {
      const outcome = await read(call, 'start', false)
      return outcome.kind === 'none' ? { kind: 'rejected' } : outcome
    },
    refresh: (call) => post(options.refresh, call),
    adopt: () => Promise.resolve({ kind: 'ok', value: undefined }),
    check: (call) => read(call, 'later', true),
    keepAlive: (call) => post(options.keepAlive, call),
    token: () => undefined,
    fetch: (request, call) => world.http.send(requests.attach(world, request, call)),
    signOut,
    rename: (epoch, as) => {
      if (csrf?.epoch === epoch) csrf = { ...csrf, epoch: as }
    },
    forget: (epoch) => {
      if (csrf?.epoch === epoch) csrf = undefined
    },
  }
}

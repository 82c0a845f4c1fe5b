import type { Outcome, Strategy, StrategyWorld } from '../ports/strategy.js'
import { bearerTokens } from './bearer-answer.js'
import { bearerRequests, type BearerEndpoint } from './bearer-requests.js'
import { endOutcomeOf, outcomeOf, type Stage } from './outcome.js'
import { createTokenStrategy, type TokenSource } from './token-strategy.js'
import type { Tokens } from './tokens.js'

/** How the app's own token endpoint is spoken to. Addresses may be relative to the page. */
export interface BearerOptions {
  /** POST of what the app passes to `session.signIn`, as JSON; answers as RFC 6749, section 5.1. */
  readonly signIn: BearerEndpoint
  /** POST, form-encoded, RFC 6749, section 6. */
  readonly refresh: BearerEndpoint
  /** POST, form-encoded, RFC 7009. */
  readonly end: BearerEndpoint
  /** Where the refresh token is: in an HttpOnly cookie, or in the answers. Default `answer`. */
  readonly refreshToken?: 'cookie' | 'answer'
}

/** The strategy itself, for the realm where it runs. */
export function bearerStrategy(options: BearerOptions): Strategy {
  return createTokenStrategy(bearerSource(options))
}

function bearerSource(options: BearerOptions): TokenSource {
  const inCookie = options.refreshToken === 'cookie'
  const requests = bearerRequests(options, inCookie)
  let world: StrategyWorld

  function read(
    answer: Promise<Response>,
    stage: Stage,
    before?: Tokens,
  ): Promise<Outcome<Tokens>> {
    const { now } = world.clock
    return outcomeOf(answer, stage, now, (body) => bearerTokens(body, before, now()))
  }

  return {
    kind: 'bearer',
    key: requests.key,
    inCookie,
    open: (given) => void (world = given),
    signIn: async (input, call) => {
      const outcome = await read(requests.signIn(world, input, call), 'later')
      return isStatus(outcome, 400) ? { kind: 'rejected' } : outcome
    },
    refresh: (call, stage, tokens) =>
      read(requests.refresh(world, tokens?.refreshToken, call), stage, tokens),
    revoke: async (call, tokens) => {
      const credential = tokens?.refreshToken ?? tokens?.accessToken
      const answer = requests.end(world, credential, tokens?.refreshToken !== undefined, call)
      const outcome = await endOutcomeOf(answer, world.clock.now)
      return isStatus(outcome, 409) ? { kind: 'none' } : outcome
    },
    attach: (request, call, tokens) => requests.attach(world, request, tokens, call),
  }
}

function isStatus(outcome: Outcome<unknown>, status: number): boolean {
  return outcome.kind === 'misconfigured' && outcome.field === `HTTP ${status}`
}

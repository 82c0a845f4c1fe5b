import type { Call, Grant, Outcome, Strategy, StrategyWorld } from '../ports/strategy.js'
import type { SessionStrategy } from '../runtime/driver.js'
import { inThisRealm } from '../runtime/local-driver.js'
import { bearerTokens, type Tokens } from './bearer-answer.js'
import { bearerRequests, type BearerEndpoint } from './bearer-requests.js'
import { outcomeOf, type Stage } from './outcome.js'
import { sealTokens, unsealTokens } from './sealed-tokens.js'

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

/**
 * Holds access tokens of the app's own backend.
 *
 * In the page they can be stolen by injected script, whatever is done; the docs, "What it does not stop", say more.
 */
export function bearer(options: BearerOptions): SessionStrategy {
  return inThisRealm(bearerStrategy(options))
}

function bearerStrategy(options: BearerOptions): Strategy {
  const inCookie = options.refreshToken === 'cookie'
  const requests = bearerRequests(options, inCookie)
  const held = new Map<string, Tokens>()
  // Grants that may now only be revoked.
  const ending = new Map<string, Tokens>()
  let world: StrategyWorld
  let sealing = false

  async function newest(call: Call): Promise<Tokens | undefined> {
    const rested = call.sealed && (await unsealTokens(world.crypto, call.sealed))
    return rested ?? held.get(call.epoch) ?? ending.get(call.epoch)
  }

  async function take(
    answer: Promise<Response>,
    stage: Stage,
    call: Call,
    before?: Tokens,
  ): Promise<Outcome<Grant>> {
    const { clock } = world
    const outcome = await outcomeOf(answer, stage, clock.now, (body) =>
      bearerTokens(body, before, clock.now()),
    )
    if (outcome.kind !== 'ok') return outcome
    // Robbed of the lock, or too late: somebody else is at it, this answer is nobody's.
    if (call.signal.aborted) return { kind: 'unavailable' }
    return keepTokens(call.epoch, outcome.value)
  }

  async function keepTokens(epoch: string, tokens: Tokens): Promise<Outcome<Grant>> {
    held.set(epoch, tokens)
    const sealed = sealing ? await sealTokens(world.crypto, tokens) : undefined
    return { kind: 'ok', value: sealed ? { ...tokens.grant, sealed } : tokens.grant }
  }

  async function adopt(call: Call): Promise<Outcome<Grant>> {
    const tokens = await newest(call)
    if (tokens === undefined) return { kind: 'none' }
    held.set(call.epoch, tokens)
    return { kind: 'ok', value: { ...tokens.grant, ...(call.sealed && { sealed: call.sealed }) } }
  }

  async function refresh(call: Call, stage: Stage): Promise<Outcome<Grant>> {
    const tokens = await newest(call)
    if (!inCookie && tokens?.refreshToken === undefined) return { kind: 'none' }
    const answer = requests.refresh(world, tokens?.refreshToken, call)
    return take(answer, stage, call, tokens)
  }

  async function signOut(call: Call): Promise<Outcome<undefined>> {
    const tokens = await newest(call)
    held.delete(call.epoch)
    if (tokens !== undefined) ending.set(call.epoch, tokens)
    const credential = tokens?.refreshToken ?? tokens?.accessToken
    if (!inCookie && credential === undefined) return DONE
    const answer = requests.end(world, credential, tokens?.refreshToken !== undefined, call)
    const outcome = await outcomeOf<undefined>(answer, 'later', world.clock.now, () => DONE)
    const other = outcome.kind === 'misconfigured' && outcome.field === 'HTTP 409'
    if (outcome.kind === 'ok' || other) ending.delete(call.epoch)
    return other ? { kind: 'none' } : outcome
  }

  function keep(epoch?: string, as?: string): void {
    const tokens = epoch === undefined ? undefined : held.get(epoch)
    held.clear()
    if (tokens !== undefined) held.set(as ?? epoch!, tokens)
  }

  return {
    kind: 'bearer',
    key: requests.key,
    open: (given) => {
      world = given
      sealing = given.persist === 'sealed' && given.navigation.secure()
      return sealing ? 'shared' : inCookie ? 'each' : 'own'
    },
    restore: (call) => (inCookie && !call.sealed ? refresh(call, 'start') : adopt(call)),
    signIn: async (input, call) => {
      const outcome = await take(requests.signIn(world, input, call), 'later', call)
      const refused = outcome.kind === 'misconfigured' && outcome.field === 'HTTP 400'
      return refused ? { kind: 'rejected' } : outcome
    },
    refresh: (call) => refresh(call, 'later'),
    adopt,
    check: () => Promise.resolve(DONE),
    keepAlive: () => Promise.resolve(DONE),
    token: (epoch) => held.get(epoch)?.accessToken,
    fetch: (request, call) => requests.attach(world, request, held.get(call.epoch), call),
    signOut,
    keep,
  }
}

const DONE = { kind: 'ok', value: undefined } as const

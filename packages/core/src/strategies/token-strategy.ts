import type { Call, Grant, Outcome, Sharing, Strategy, StrategyWorld } from '../ports/strategy.js'
import type { SignOutOptions } from '../call-options.js'
import { createKnownTokens, type KnownTokens } from './known-tokens.js'
import type { Stage } from './outcome.js'
import { eachSecret, sealTokens, type Tokens, unsealTokens } from './tokens.js'

/** Where tokens come from, and how they are used: what differs between token servers. */
export interface TokenSource {
  readonly kind: 'bearer' | 'oidc'
  readonly key: string
  open(world: StrategyWorld): void
  signIn(input: unknown, call: Call): Promise<Outcome<Tokens>>
  /** Whether a refresh credential lies in the cookie jar, for each tab to use. */
  readonly inCookie: boolean
  /** Finds a session that holds no tokens here; undefined where that cannot be. */
  restore?(call: Call): Promise<Outcome<Tokens>>
  refresh(call: Call, stage: Stage, tokens: Tokens | undefined): Promise<Outcome<Tokens>>
  revoke(call: Call, tokens: Tokens | undefined): Promise<Outcome<undefined>>
  attach(request: Request, call: Call, tokens: Tokens | undefined): Promise<Response>
  readonly stepUp?: Strategy['stepUp']
  readonly challengeOf?: Strategy['challengeOf']
  signOutUrl?(
    options: SignOutOptions,
    call: Call,
    tokens: Tokens | undefined,
  ): Promise<string | undefined>
}

/** Holds tokens, in one closure. */
export function createTokenStrategy(source: TokenSource): Strategy {
  const held = new Map<string, Tokens>()
  // Grants that may now only be revoked.
  const ending = new Map<string, Tokens>()
  let world: StrategyWorld
  let known: KnownTokens
  let sealing = false

  async function newest(call: Call): Promise<Tokens | undefined> {
    const rested = call.sealed && (await unsealTokens(world.crypto, call.sealed))
    return rested ?? held.get(call.epoch) ?? ending.get(call.epoch)
  }

  async function take(call: Call, answer: Promise<Outcome<Tokens>>): Promise<Outcome<Grant>> {
    const before = held.get(call.epoch)
    const outcome = await answer
    if (outcome.kind !== 'ok') return outcome
    // Robbed of the lock, or too late, or a sign-in came first: this answer is nobody's.
    const isLate = call.sealed === undefined && held.get(call.epoch) !== before
    if (call.signal.aborted || isLate) return { kind: 'unavailable' }
    const tokens = outcome.value
    hold(call, tokens)
    const sealed = sealing ? await sealTokens(world.crypto, tokens) : undefined
    return { kind: 'ok', value: sealed ? { ...tokens.grant, sealed } : tokens.grant }
  }

  function hold({ epoch }: Call, tokens: Tokens): void {
    held.set(epoch, tokens)
    known.add(tokens)
  }

  async function adopt(call: Call): Promise<Outcome<Grant>> {
    const tokens = await newest(call)
    if (tokens === undefined) return { kind: 'none' }
    hold(call, tokens)
    return { kind: 'ok', value: { ...tokens.grant, ...(call.sealed && { sealed: call.sealed }) } }
  }

  async function refresh(call: Call, stage: Stage): Promise<Outcome<Grant>> {
    const tokens = await newest(call)
    if (!source.inCookie && tokens?.refreshToken === undefined) return again(call)
    return take(call, source.refresh(call, stage, tokens))
  }

  function again(call: Call): Promise<Outcome<Grant>> {
    return source.restore ? take(call, source.restore(call)) : Promise.resolve({ kind: 'none' })
  }

  async function restore(call: Call): Promise<Outcome<Grant>> {
    if (source.inCookie && !call.sealed) return refresh(call, 'start')
    const adopted = await adopt(call)
    return adopted.kind === 'none' ? again(call) : adopted
  }

  async function signOut(call: Call): Promise<Outcome<undefined>> {
    const tokens = await newest(call)
    held.delete(call.epoch)
    if (tokens !== undefined) ending.set(call.epoch, tokens)
    if (!source.inCookie && tokens === undefined) return DONE
    const outcome = await source.revoke(call, tokens)
    if (outcome.kind === 'ok' || outcome.kind === 'none') ending.delete(call.epoch)
    return outcome
  }

  function secrets(): string[] {
    const all = new Set(known.secrets())
    const add = (tokens: Tokens): void => eachSecret(tokens, (secret) => all.add(secret))
    held.forEach(add)
    ending.forEach(add)
    return [...all]
  }

  function rename(epoch: string, as: string): void {
    const tokens = held.get(epoch)
    held.delete(epoch)
    if (tokens !== undefined) held.set(as, tokens)
  }

  function open(given: StrategyWorld): Sharing {
    world = given
    known = createKnownTokens(given.clock)
    source.open(given)
    sealing = given.persist === 'sealed' && given.navigation.secure()
    return sealing ? 'shared' : source.inCookie ? 'each' : 'own'
  }

  return {
    kind: source.kind,
    key: source.key,
    open,
    restore,
    signIn: (input, call) => take(call, source.signIn(input, call)),
    refresh: (call) => refresh(call, 'later'),
    adopt,
    check: () => Promise.resolve(DONE),
    keepAlive: () => Promise.resolve(DONE),
    token: (epoch) => held.get(epoch)?.accessToken,
    secrets,
    fetch: (request, call) => source.attach(request, call, held.get(call.epoch)),
    ...pick(source),
    signOutUrl: async (options, call) => source.signOutUrl?.(options, call, held.get(call.epoch)),
    signOut,
    rename,
    forget: (epoch) => void held.delete(epoch),
  }
}

function pick({ stepUp, challengeOf }: TokenSource): Pick<Strategy, 'stepUp' | 'challengeOf'> {
  return { ...(stepUp && { stepUp }), ...(challengeOf && { challengeOf }) }
}

const DONE = { kind: 'ok', value: undefined } as const

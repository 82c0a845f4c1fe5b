import type { StrategyWorld } from '../../ports/strategy.js'
import type { VisitMethod } from '../../ports/visit.js'

const LIFE_MS = 10 * 60_000
// A page that is sent to its provider again and again is in a loop; nobody signs in this fast.
const LOOP_MS = 60_000
const MOST_IN_A_LOOP = { signIn: 5, stepUp: 5, restore: 1 } as const

/** One visit to a provider, from its request to its return. */
export interface Transaction {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly method: VisitMethod
  readonly startedAt: number
  readonly by: 'signIn' | 'stepUp' | 'restore'
  /** What a step-up must reach. */
  readonly acrValues?: string | undefined
  readonly maxAgeMs?: number | undefined
  readonly returnTo?: string | undefined
  readonly keys?: CryptoKeyPair | undefined
}

/** 'used': it was handled before, by this or another tab. */
export type Taken = Transaction | 'used' | undefined

/** Remembers visits, each to be handled once. */
export interface Transactions {
  /** Resolves with false, and remembers nothing, where it would be one too many. */
  begin(world: StrategyWorld, transaction: Transaction): Promise<boolean>
  take(world: StrategyWorld, state: string): Promise<Taken>
  /** It led to a session: it is no part of a loop. */
  succeeded(world: StrategyWorld, transaction: Transaction): Promise<void>
}

interface Resting {
  readonly v: 1
  readonly startedAt: number
  readonly by: Transaction['by']
  /** Sealed verifier and nonce; gone once it was taken. */
  readonly sealed?: unknown
  readonly keys?: CryptoKeyPair | undefined
  readonly succeeded?: boolean
}

/** Those that leave the page rest in the store, sealed; the others never leave this realm's memory. */
export function createTransactions(): Transactions {
  const waiting = new Map<string, Transaction>()
  const used = new Set<string>()

  async function begin(world: StrategyWorld, transaction: Transaction): Promise<boolean> {
    const { state, startedAt, by, keys } = transaction
    if (rests(transaction) && world.store !== undefined) {
      const sealed = await world.crypto.seal(JSON.stringify({ ...transaction, keys: undefined }))
      const resting: Resting = { v: 1, startedAt, by, sealed, keys }
      let looping = false
      await world.store.update(keyOf(world), (old) => {
        const all = lasting(old, startedAt)
        looping = isLoop(all, by, startedAt)
        return looping ? all : { ...all, [state]: resting }
      })
      if (looping) return false
    }
    waiting.set(state, transaction)
    return true
  }

  async function take(world: StrategyWorld, state: string): Promise<Taken> {
    const here = waiting.get(state)
    const known = used.has(state)
    waiting.delete(state)
    used.add(state)
    // What never left this realm has nothing in the store.
    const resting = here === undefined || rests(here) ? await takeResting(world, state) : undefined
    if (known || resting === 'used') return 'used'
    const found = here ?? (await wake(world, resting))
    const ageMs = found === undefined ? 0 : world.clock.now() - found.startedAt
    return found !== undefined && ageMs < LIFE_MS ? found : undefined
  }

  async function succeeded(world: StrategyWorld, transaction: Transaction): Promise<void> {
    if (!rests(transaction)) return
    const { state } = transaction
    await world.store?.update(keyOf(world), (old) => {
      const all = lasting(old, world.clock.now())
      const found = all[state]
      return found === undefined ? all : { ...all, [state]: { ...found, succeeded: true } }
    })
  }

  return { begin, take, succeeded }
}

/** A redirect leaves the page, and with it, maybe, this realm. */
function rests({ method }: Transaction): boolean {
  return method === 'redirect'
}

/** Takes it out of the store, so that nobody else can; what stays says that it was there. */
async function takeResting(
  world: StrategyWorld,
  state: string,
): Promise<Resting | 'used' | undefined> {
  let taken: Resting | 'used' | undefined
  await world.store?.update(keyOf(world), (old) => {
    const all = lasting(old, world.clock.now())
    const found = all[state]
    taken = found !== undefined && found.sealed === undefined ? 'used' : found
    return found === undefined
      ? all
      : { ...all, [state]: { ...found, sealed: undefined, keys: undefined } }
  })
  return taken
}

async function wake(
  world: StrategyWorld,
  resting: Resting | 'used' | undefined,
): Promise<Transaction | undefined> {
  if (resting === undefined || resting === 'used') return undefined
  try {
    const text = await world.crypto.unseal(resting.sealed as never)
    return { ...(JSON.parse(text) as Transaction), keys: resting.keys }
  } catch {
    return undefined
  }
}

function isLoop(all: Record<string, Resting>, by: Transaction['by'], now: number): boolean {
  const recent = Object.values(all).filter(
    (one) => one.by === by && one.succeeded !== true && now - one.startedAt < LOOP_MS,
  )
  return recent.length >= MOST_IN_A_LOOP[by]
}

/** Those that have not expired; of a foreign record none. */
function lasting(old: unknown, now: number): Record<string, Resting> {
  const all = typeof old === 'object' && old !== null ? (old as Record<string, Resting>) : {}
  return Object.fromEntries(
    Object.entries(all).filter(([, one]) => one?.v === 1 && now - one.startedAt < LIFE_MS),
  )
}

function keyOf({ name }: StrategyWorld): string {
  return `latchkey:${name}:visits`
}

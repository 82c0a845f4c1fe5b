import type { Lock, LockRequest, LockResult } from '../ports/lock.js'
import type { Life } from './life.js'
import { createLane, type Hops } from './pace.js'

interface Holding {
  readonly life: Life
  readonly shared: boolean
  readonly rob: () => void
}

interface Waiting {
  readonly shared: boolean
  readonly start: () => void
}

/** The lock manager of one browser profile. A frozen holder keeps its lock; a dead or cached one loses it. */
export interface TestLocks {
  forTab(life: Life): Lock
  held(): number
  /** Whose tab holds such a lock, if any. */
  holder(name: string): Life | undefined
  /** From whom a lock was taken, oldest first. */
  readonly robbed: Life[]
  /** Whether a robbed holder hears of it in time; a browser may be late. Default true. */
  tellsRobbed: boolean
}

/** `evicts`: a page that held a lock does not come back from the cache, as in Chromium and Firefox; in WebKit it does, without it. */
export function createTestLocks(hops: Hops, evicts: boolean): TestLocks {
  const holders = new Map<string, Set<Holding>>()
  const queues = new Map<string, Waiting[]>()
  const robbed: Life[] = []

  const heldBy = (name: string): Holding[] => [...(holders.get(name) ?? [])]
  const isFree = (name: string, shared: boolean): boolean =>
    heldBy(name).every((holding) => shared && holding.shared)

  function next(name: string): void {
    const queue = queues.get(name) ?? []
    while (queue[0] !== undefined && isFree(name, queue[0].shared)) queue.shift()?.start()
  }

  async function grant<T>(
    name: string,
    life: Life,
    shared: boolean,
    work: (lost: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const lost = new AbortController()
    const tell = async (): Promise<void> => {
      await life.gate(hops('lock'))
      lost.abort()
    }
    const mine: Holding = { life, shared, rob: () => void (locks.tellsRobbed && tell()) }
    holders.set(name, new Set([...heldBy(name), mine]))
    const release = (): void => {
      if (holders.get(name)?.delete(mine)) next(name)
    }
    life.onLeave(() => {
      if (evicts && holders.get(name)?.has(mine)) life.kill()
      release()
    })
    await life.gate(hops('lock'))
    try {
      return await work(lost.signal)
    } finally {
      release()
    }
  }

  function rob(name: string): void {
    for (const victim of heldBy(name)) {
      robbed.push(victim.life)
      holders.get(name)?.delete(victim)
      victim.rob()
    }
  }

  function hold<T>(
    name: string,
    life: Life,
    { signal, steal, mode }: LockRequest,
    work: (lost: AbortSignal) => Promise<T>,
  ): Promise<LockResult<T>> {
    const shared = mode === 'shared'
    return new Promise((resolve, reject) => {
      const start = (): void => {
        signal?.removeEventListener('abort', giveUp)
        grant(name, life, shared, work).then((value) => resolve({ held: true, value }), reject)
      }
      const leave = (): void => {
        const waiting = (queues.get(name) ?? []).filter((one) => one.start !== start)
        queues.set(name, waiting)
        next(name)
      }
      const giveUp = (): void => {
        leave()
        resolve({ held: false })
      }
      if (signal?.aborted) return giveUp()
      if (life.dead()) return
      if (steal === true) {
        rob(name)
        return start()
      }
      queues.set(name, [...(queues.get(name) ?? []), { shared, start }])
      signal?.addEventListener('abort', giveUp)
      life.onLeave(leave)
      next(name)
    })
  }

  function forTab(life: Life): Lock {
    const lane = createLane(hops, 'lock')
    return {
      hold: async (name, request, work) => {
        await life.gate(lane())
        return hold(name, life, request, work)
      },
    }
  }

  const locks: TestLocks = {
    tellsRobbed: true,
    forTab,
    held: () => [...holders.values()].reduce((sum, { size }) => sum + size, 0),
    holder: (name) => heldBy(name)[0]?.life,
    robbed,
  }
  return locks
}

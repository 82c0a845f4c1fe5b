import type { Lock, LockRequest, LockResult } from '../ports/lock.js'
import type { Life } from './life.js'
import { createLane, type Hops } from './pace.js'

interface Holding {
  readonly life: Life
  readonly rob: () => void
}

/** The lock manager of one browser profile. A frozen holder keeps its lock; a dead or cached one loses it. */
export interface TestLocks {
  forTab(life: Life): Lock
  held(): number
  /** Whose tab holds such a lock, if any. */
  holder(name: string): Life | undefined
  /** How often a lock was taken from its holder. */
  robberies(): number
  /** Whether a robbed holder hears of it in time; a browser may be late. Default true. */
  tellsRobbed: boolean
}

/** `evicts`: a page that held a lock does not come back from the cache, as in Chromium and Firefox; in WebKit it does, without it. */
export function createTestLocks(hops: Hops, evicts: boolean): TestLocks {
  const holders = new Map<string, Holding>()
  const queues = new Map<string, (() => void)[]>()
  let robberies = 0

  function next(name: string): void {
    if (!holders.has(name)) queues.get(name)?.shift()?.()
  }

  async function grant<T>(
    name: string,
    life: Life,
    work: (lost: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const lost = new AbortController()
    const tell = async (): Promise<void> => {
      await life.gate(hops('lock'))
      lost.abort()
    }
    const mine: Holding = { life, rob: () => void (locks.tellsRobbed && tell()) }
    holders.set(name, mine)
    const release = (): void => {
      if (holders.get(name) !== mine) return
      holders.delete(name)
      next(name)
    }
    life.onLeave(() => {
      if (evicts && holders.get(name) === mine) life.kill()
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
    const robbed = holders.get(name)
    if (robbed === undefined) return
    robberies++
    holders.delete(name)
    robbed.rob()
  }

  function hold<T>(
    name: string,
    life: Life,
    { signal, steal }: LockRequest,
    work: (lost: AbortSignal) => Promise<T>,
  ): Promise<LockResult<T>> {
    return new Promise((resolve, reject) => {
      const start = (): void => {
        signal?.removeEventListener('abort', giveUp)
        grant(name, life, work).then((value) => resolve({ held: true, value }), reject)
      }
      const leave = (): void => {
        const waiting = queues.get(name) ?? []
        queues.set(
          name,
          waiting.filter((one) => one !== start),
        )
      }
      const giveUp = (): void => {
        leave()
        resolve({ held: false })
      }
      if (signal?.aborted) return giveUp()
      if (life.dead()) return
      if (steal === true) rob(name)
      if (!holders.has(name)) return start()
      queues.set(name, [...(queues.get(name) ?? []), start])
      signal?.addEventListener('abort', giveUp)
      life.onLeave(leave)
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
    held: () => holders.size,
    holder: (name) => holders.get(name)?.life,
    robberies: () => robberies,
  }
  return locks
}

import type { Lock, LockRequest } from '../ports/lock.js'
import type { Life } from './life.js'

interface Holding {
  readonly rob: () => void
}

/** The lock manager of one browser profile. A frozen holder keeps its lock; a dead one loses it. */
export interface TestLocks {
  forTab(life: Life): Lock
  held(): number
  /** Whether a robbed holder hears of it in time; a browser may be late. Default true. */
  tellsRobbed: boolean
}

export function createTestLocks(): TestLocks {
  const holders = new Map<string, Holding>()
  const queues = new Map<string, (() => void)[]>()

  function next(name: string): void {
    if (!holders.has(name)) queues.get(name)?.shift()?.()
  }

  function grant<T>(name: string, life: Life, work: (lost: AbortSignal) => Promise<T>): Promise<T> {
    const lost = new AbortController()
    const tell = (): void => life.run(() => lost.abort())
    const mine: Holding = { rob: () => void (locks.tellsRobbed && tell()) }
    holders.set(name, mine)
    const release = (): void => {
      if (holders.get(name) !== mine) return
      holders.delete(name)
      next(name)
    }
    life.onDeath(release)
    return new Promise((resolve, reject) => {
      life.run(() => {
        const done = work(lost.signal)
        done.then(resolve, reject)
        done.then(release, release)
      })
    })
  }

  function hold<T>(
    name: string,
    life: Life,
    { signal, steal }: LockRequest,
    work: (lost: AbortSignal) => Promise<T>,
  ): Promise<{ held: true; value: T } | { held: false }> {
    return new Promise((resolve, reject) => {
      const start = (): void => {
        signal?.removeEventListener('abort', giveUp)
        grant(name, life, work).then((value) => resolve({ held: true, value }), reject)
      }
      const giveUp = (): void => {
        queues.set(
          name,
          (queues.get(name) ?? []).filter((waiting) => waiting !== start),
        )
        resolve({ held: false })
      }
      if (signal?.aborted) return giveUp()
      if (steal === true) {
        holders.get(name)?.rob()
        holders.delete(name)
      }
      if (!holders.has(name)) return start()
      queues.set(name, [...(queues.get(name) ?? []), start])
      signal?.addEventListener('abort', giveUp)
      life.onDeath(giveUp)
    })
  }

  const locks: TestLocks = {
    tellsRobbed: true,
    forTab: (life) => ({ hold: (name, request, work) => hold(name, life, request, work) }),
    held: () => holders.size,
  }
  return locks
}

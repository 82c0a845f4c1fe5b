import { macrotask } from './timeline.js'

/** The life of one tab: it can be frozen, cached, thawed and killed; nothing in it goes on meanwhile. */
export interface Life {
  frozen(): boolean
  /** Whether it rests in the back/forward cache: frozen, and without its locks. */
  cached(): boolean
  dead(): boolean
  freeze(): void
  cache(): void
  thaw(): void
  kill(): void
  /** Runs `work` now, at the thaw, or never. */
  run(work: () => void): void
  /** Settles as `promise` does, but not while frozen and never when dead. */
  gate<T>(promise: Promise<T>): Promise<T>
  /** Called when the tab dies. */
  onDeath(work: () => void): void
  /** Called when the tab dies or goes to the back/forward cache. */
  onLeave(work: () => void): void
}

/** `soon` runs one task after the other when the tab catches up. */
export function createLife(soon: (task: () => void) => unknown = macrotask): Life {
  let state: 'running' | 'frozen' | 'cached' | 'dead' = 'running'
  const waiting: (() => void)[] = []
  const mourners: (() => void)[] = []
  const leavers: (() => void)[] = []

  function run(work: () => void): void {
    if (state === 'running' && waiting.length === 0) work()
    else if (state !== 'dead') waiting.push(work)
  }

  /** What was held back runs in its order, one task after the other, as a browser does it. */
  function catchUp(): void {
    if (state !== 'running' || waiting.length === 0) return
    soon(() => {
      if (state !== 'running') return
      waiting.shift()?.()
      catchUp()
    })
  }

  function leave(next: 'cached' | 'dead'): void {
    if (state === 'dead') return
    state = next
    for (const work of leavers.splice(0)) work()
    if (next === 'dead') for (const work of mourners.splice(0)) work()
  }

  return {
    frozen: () => state === 'frozen' || state === 'cached',
    cached: () => state === 'cached',
    dead: () => state === 'dead',
    freeze: () => {
      if (state === 'running') state = 'frozen'
    },
    cache: () => leave('cached'),
    thaw: () => {
      if (state === 'dead') return
      state = 'running'
      catchUp()
    },
    kill: () => leave('dead'),
    run,
    gate: (promise) =>
      new Promise((resolve, reject) => {
        promise.then(
          (value) => run(() => resolve(value)),
          (error: unknown) => run(() => reject(error as Error)),
        )
      }),
    onDeath: (work) => void mourners.push(work),
    onLeave: (work) => void leavers.push(work),
  }
}

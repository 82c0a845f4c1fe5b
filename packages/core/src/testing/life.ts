import { macrotask } from './timeline.js'

/** The life of one tab: it can be frozen, thawed and killed; nothing in it goes on meanwhile. */
export interface Life {
  frozen(): boolean
  dead(): boolean
  freeze(): void
  thaw(): void
  kill(): void
  /** Runs `work` now, at the thaw, or never. */
  run(work: () => void): void
  /** Settles as `promise` does, but not while frozen and never when dead. */
  gate<T>(promise: Promise<T>): Promise<T>
  /** Called when the tab dies. */
  onDeath(work: () => void): void
}

export function createLife(): Life {
  let state: 'running' | 'frozen' | 'dead' = 'running'
  const waiting: (() => void)[] = []
  const mourners: (() => void)[] = []

  function run(work: () => void): void {
    if (state === 'running' && waiting.length === 0) work()
    else if (state !== 'dead') waiting.push(work)
  }

  /** What was held back runs in its order, one task after the other, as a browser does it. */
  function catchUp(): void {
    if (state !== 'running' || waiting.length === 0) return
    macrotask(() => {
      if (state !== 'running') return
      waiting.shift()?.()
      catchUp()
    })
  }

  return {
    frozen: () => state === 'frozen',
    dead: () => state === 'dead',
    freeze: () => void (state = 'frozen'),
    thaw: () => {
      state = 'running'
      catchUp()
    },
    kill: () => {
      state = 'dead'
      for (const work of mourners) work()
    },
    run,
    gate: (promise) =>
      new Promise((resolve, reject) => {
        promise.then(
          (value) => run(() => resolve(value)),
          (error: unknown) => run(() => reject(error as Error)),
        )
      }),
    onDeath: (work) => void mourners.push(work),
  }
}

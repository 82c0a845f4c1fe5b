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
  let waiting: (() => void)[] = []
  const mourners: (() => void)[] = []

  function run(work: () => void): void {
    if (state === 'running') work()
    else if (state === 'frozen') waiting.push(work)
  }

  return {
    frozen: () => state === 'frozen',
    dead: () => state === 'dead',
    freeze: () => void (state = 'frozen'),
    thaw: () => {
      state = 'running'
      const held = waiting
      waiting = []
      for (const work of held) work()
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

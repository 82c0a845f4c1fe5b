/** Aborts what belongs to a sign-in when it is over. */
export interface EpochSignals {
  /** Aborts when that epoch ends, or everything does. */
  of(epoch: string): AbortSignal
  end(epoch: string): void
  /** Whether that epoch was ended here: nothing of it counts any longer, however late it comes. */
  isOver(epoch: string): boolean
  /** Aborts when the session object is disposed of. */
  readonly all: AbortSignal
  endAll(): void
}

export function createEpochSignals(): EpochSignals {
  const controllers = new Map<string, AbortController>()
  const over = new Set<string>()
  const all = new AbortController()

  function of(epoch: string): AbortSignal {
    const controller = controllers.get(epoch) ?? new AbortController()
    controllers.set(epoch, controller)
    if (all.signal.aborted) controller.abort()
    return controller.signal
  }

  function end(epoch: string): void {
    over.add(epoch)
    controllers.get(epoch)?.abort()
    controllers.delete(epoch)
  }

  function endAll(): void {
    all.abort()
    for (const epoch of controllers.keys()) end(epoch)
  }

  return { of, end, isOver: (epoch) => over.has(epoch), all: all.signal, endAll }
}

import { setMaxListeners } from 'node:events'

/**
 * Lets Node collect the worlds that were played, or they fill its memory and most of its time.
 *
 * Node 20 keeps a combined signal that has a listener for ever, even after its abort, and an error keeps the functions
 * on its stack. A history that fails is told as a story; played again alone, it shows the stack too.
 */
export function forgetWorlds(): void {
  Error.stackTraceLimit = 0
  AbortSignal.any = combined
  // It adds a listener to every signal that it combines; Node's own adds none.
  setMaxListeners(0)
}

function combined(signals: Iterable<AbortSignal>): AbortSignal {
  const controller = new AbortController()
  for (const signal of signals) {
    const abort = (): void => controller.abort(signal.reason)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  }
  return controller.signal
}

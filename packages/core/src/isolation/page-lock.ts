import type { Lock } from '../ports/lock.js'

/** Holds a lock while the page lives, so that its vault hears of its death. Resolves, once it holds, with what lets it go. */
export function holdWhileAlive(lock: Lock | undefined, page: string): Promise<() => void> {
  if (lock === undefined) return Promise.resolve(() => {})
  return new Promise((resolve) => {
    const hold = lock.hold(lockOf(page), {}, () => new Promise<void>((free) => resolve(free)))
    // A lock manager that is broken tells nobody of a death; the page's goodbye still does.
    hold.catch(() => resolve(() => {}))
  })
}

/** Calls `gone` when whoever holds that lock is dead, unless it is called off before. */
export function watch(lock: Lock | undefined, holder: string, gone: () => void): () => void {
  const off = new AbortController()
  void lock
    // Shared: a frozen watcher keeps none of the others from hearing of it.
    ?.hold(lockOf(holder), { signal: off.signal, mode: 'shared' }, async () => {
      if (!off.signal.aborted) gone()
    })
    .catch(() => {})
  return () => off.abort()
}

function lockOf(holder: string): string {
  return `latchkey:alive:${holder}`
}

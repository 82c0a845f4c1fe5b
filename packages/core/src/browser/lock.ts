import type { Lock, LockRequest, LockResult } from '../ports/lock.js'

/** Web Locks; undefined where the browser or the context has none. */
export function browserLock(): Lock | undefined {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  return locks ? { hold: (name, request, work) => hold(locks, name, request, work) } : undefined
}

function hold<T>(
  locks: LockManager,
  name: string,
  request: LockRequest,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<LockResult<T>> {
  const lost = new AbortController()
  return new Promise((resolve, reject) => {
    let granted = false
    const run = async (): Promise<void> => {
      granted = true
      try {
        resolve({ held: true, value: await work(lost.signal) })
      } catch (error) {
        reject(error)
      }
    }
    locks.request(name, request, run).catch((error: unknown) => {
      // A granted request rejects when somebody steals the lock; the work goes on and must hear of it.
      if (granted) lost.abort()
      else if (request.signal?.aborted) resolve({ held: false })
      else reject(error)
    })
  })
}

import type { Lock, LockRequest, LockResult } from '../ports/lock.js'
import type { Engine } from './engine.js'

/**
 * Works under a lock, or alone where the lock manager itself fails (an opaque origin, a broken profile).
 *
 * Alone is better than not at all; only the end of the page calls such work off.
 */
export async function holdOrAlone<T>(
  engine: Engine,
  lock: Lock,
  name: string,
  request: LockRequest,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<LockResult<T>> {
  let granted = false
  try {
    return await lock.hold(name, request, (lost) => {
      granted = true
      return work(lost)
    })
  } catch (error) {
    if (granted) throw error
    engine.notice('locks_unavailable')
    return { held: true, value: await work(engine.signals.all) }
  }
}

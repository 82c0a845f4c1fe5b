import type { LockResult } from '../ports/lock.js'
import type { Engine } from './engine.js'
import { holdOrAlone } from './hold-or-alone.js'
import { withTimeLimit } from './time-limit.js'

const LIMIT_MS = 10_000

/**
 * Runs `work` while no other tab begins or ends a sign-in: one answer's cookies would undo those of the other.
 *
 * Gives up after 10 s, or when one of `signals` aborts.
 */
export async function underEndLock<T>(
  engine: Engine,
  signals: readonly AbortSignal[],
  work: () => Promise<T>,
): Promise<LockResult<T>> {
  const { lock, clock } = engine.ports
  if (lock === undefined) return { held: true, value: await work() }
  return withTimeLimit(clock, LIMIT_MS, [engine.signals.all, ...signals], (signal) =>
    holdOrAlone(engine, lock, `latchkey:${engine.name}:end`, { signal }, work),
  )
}

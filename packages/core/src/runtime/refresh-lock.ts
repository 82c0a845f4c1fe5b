import type { Lock, LockResult } from '../ports/lock.js'
import type { Engine } from './engine.js'
import { holdOrAlone } from './hold-or-alone.js'
import { withTimeLimit } from './time-limit.js'

const TAKE_OVER_MS = 10_000

/** Under this name a page that comes back from the cache gives up its locks: WebKit took them, and told nobody. */
export const LOCKS = 'locks'

/**
 * Runs `work` in one tab at a time. A holder that is frozen or dead is robbed after 10 s.
 *
 * Where there are no locks `work` runs at once: then this tab works alone.
 */
export async function underLock<T>(
  engine: Engine,
  task: (lost: AbortSignal) => Promise<T>,
): Promise<T> {
  const { lock } = engine.ports
  if (lock === undefined) return task(engine.signals.all)
  const name = `latchkey:${engine.name}:refresh`
  for (;;) {
    const before = await mark(engine)
    // Taken before the lock is: who was in the cache since may find it granted, and has it no longer.
    const kept = engine.signals.of(LOCKS)
    const work = (lost: AbortSignal): Promise<T> => task(AbortSignal.any([lost, kept]))
    const done = await hold(engine, lock, name, work)
    if (done.held) return done.value
    engine.signals.all.throwIfAborted()
    // One robber at a time: the others see its intent and wait again.
    const robbed = await hold(engine, lock, `${name}:take-over`, async () =>
      (await moved(engine, before)) ? { held: false as const } : lock.hold(name, STEAL, work),
    )
    if (!robbed.held) {
      const forced = await lock.hold(name, STEAL, work)
      if (forced.held) return forced.value
    } else if (robbed.value.held) return robbed.value.value
  }
}

const STEAL = { steal: true } as const

function hold<T>(
  engine: Engine,
  lock: Lock,
  name: string,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<LockResult<T>> {
  const { clock } = engine.ports
  return withTimeLimit(clock, TAKE_OVER_MS, [engine.signals.all], (signal) =>
    holdOrAlone(engine, lock, name, { signal }, work),
  )
}

interface Mark {
  readonly epoch: string | undefined
  readonly generation: number
}

async function mark(engine: Engine): Promise<Mark> {
  const record = await engine.keeper.read()
  return typeof record === 'object' ? record : { epoch: undefined, generation: 0 }
}

/** Whether somebody is getting on: a refresh was committed, or one began less than 10 s ago. */
async function moved(engine: Engine, before: Mark): Promise<boolean> {
  const record = await engine.keeper.read()
  if (typeof record !== 'object') return false
  if (record.epoch !== before.epoch || record.generation !== before.generation) return true
  if (record.refresh === 'rest') return false
  const ageMs = engine.ports.clock.now() - record.refresh.since
  return ageMs >= 0 && ageMs < TAKE_OVER_MS
}

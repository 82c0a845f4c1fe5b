import type { Limits } from './policy.js'
import type { Live } from './state.js'

/** When the session warns and ends, unless something happens. `Infinity`: never. */
export interface Deadlines {
  readonly warnAt: number
  readonly idleAt: number
  readonly endsAt: number
}

type Facts = Pick<Live, 'activeAt' | 'startedAt' | 'serverIdleAt' | 'serverEndsAt'>

/** The app's limits and the server's, whichever comes first. */
export function deadlinesOf(live: Facts, limits: Limits): Deadlines {
  const idleAt = Math.min(live.activeAt + limits.idleTimeoutMs, live.serverIdleAt)
  return {
    warnAt: idleAt - limits.warningMs,
    idleAt,
    endsAt: Math.min(live.startedAt + limits.absoluteTimeoutMs, live.serverEndsAt),
  }
}

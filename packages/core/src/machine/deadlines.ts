import type { Policy } from './policy.js'
import type { Live } from './state.js'

/** When the session warns and ends, unless something happens. `Infinity`: never. */
export interface Deadlines {
  readonly warnAt: number
  readonly idleAt: number
  readonly endsAt: number
}

type Limits = Pick<Live, 'activeAt' | 'startedAt' | 'serverIdleAt' | 'serverEndsAt'>

/** The app's limits and the server's, whichever comes first. */
export function deadlinesOf(live: Limits, policy: Policy): Deadlines {
  const idleAt = Math.min(live.activeAt + policy.idleTimeoutMs, live.serverIdleAt)
  return {
    warnAt: idleAt - policy.warningMs,
    idleAt,
    endsAt: Math.min(live.startedAt + policy.absoluteTimeoutMs, live.serverEndsAt),
  }
}

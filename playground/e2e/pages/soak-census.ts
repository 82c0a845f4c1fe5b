import { countChannels } from './soak-count-channels.ts'
import { countListeners } from './soak-count-listeners.ts'
import { countLocks } from './soak-count-locks.ts'
import { countTimers } from './soak-count-timers.ts'
import { countTransactions } from './soak-count-transactions.ts'

const counts = [countListeners(), countTimers(), countChannels(), countLocks(), countTransactions()]

/** How many of each thing this page has now that somebody must let go of. */
export function takeCensus(): Readonly<Record<string, number>> {
  return Object.assign({}, ...counts.map((count) => count()))
}

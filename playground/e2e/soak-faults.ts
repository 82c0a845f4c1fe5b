import type { FaultKind, FaultRoute } from '../server/faults.ts'
import type { Playground } from '../server/start-playground.ts'
import type { Chance } from './soak-random.ts'
import { SOAK_SPEED, SOAK_WAYS, type SoakWay } from './soak-ways.ts'

const ROUTES = {
  cookie: ['refresh', 'refresh', 'session', 'api', 'end'],
  sealed: ['refresh', 'refresh', 'api', 'end'],
  'refresh-cookie': ['refresh', 'refresh', 'api', 'end'],
  vault: ['refresh', 'refresh', 'api', 'end'],
} as const satisfies Record<SoakWay, readonly FaultRoute[]>

// Those that lose an answer come more often than those that only delay it.
const KINDS: readonly FaultKind[] = [
  'reset-after',
  'reset-after',
  'slow-after',
  'slow-before',
  'reset-before',
  'status-408',
  'status-425',
  'status-429',
  'status-500',
  'status-502',
  'status-503',
  'html',
  'html-511',
  'redirect',
  'truncated-json',
  'wrong-shape',
  'bad-request',
  'unauthorized',
  'invalid-grant',
]

/** Lets the next few requests of some kind go wrong; returns whose. */
export function planFault({ faults }: Playground, chance: Chance): SoakWay {
  const way = chance.pick(SOAK_WAYS)
  const route = chance.pick<FaultRoute>(ROUTES[way])
  const kind = chance.pick(KINDS)
  const ms = chance.pick([3_000, 20_000, 60_000]) / SOAK_SPEED
  faults.set({ route, kind, ms, room: way, times: chance.between(1, 3) })
  return way
}

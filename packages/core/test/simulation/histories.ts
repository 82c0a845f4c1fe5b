import * as fc from 'fast-check'
import { type Deed, type History, type How, isOidc, type Step, type Way } from './history.js'
import { minutes, seconds } from '../durations.js'

const clockJumpMs = fc.constantFrom(-3_600_000, -60_000, -5_000, 5_000, 60_000, 3_600_000)
const user = fc.constantFrom('ada' as const, 'grace' as const)
const path = fc.constantFrom('/api/whoami', '/api/whoami', '/api/always-401')
const endpoint = fc.constantFrom('refresh' as const, 'session' as const, 'end' as const)
const fault = fc.constantFrom(
  { kind: 'status', status: 503 } as const,
  { kind: 'status', status: 429, retryAfter: '20' } as const,
  { kind: 'dropped', when: 'before' } as const,
  { kind: 'dropped', when: 'after' } as const,
  { kind: 'slow', when: 'before', ms: 9_000 } as const,
  { kind: 'slow', when: 'after', ms: 9_000 } as const,
  { kind: 'slow', when: 'after', ms: 5_000 } as const,
  { kind: 'body', text: '<p>Pay here', contentType: 'text/html' } as const,
)

const simple = (...names: Deed['do'][]): fc.Arbitrary<Deed> =>
  fc.constantFrom(...names).map((name) => ({ do: name }) as Deed)

const DEEDS: fc.MaybeWeightedArbitrary<Deed>[] = [
  { weight: 14, arbitrary: fc.record({ do: fc.constant('signIn' as const), user }) },
  {
    weight: 14,
    arbitrary: fc.record({
      do: fc.constant('call' as const),
      times: fc.integer({ min: 1, max: 3 }),
      path,
    }),
  },
  { weight: 10, arbitrary: simple('touch', 'touch', 'extend') },
  { weight: 10, arbitrary: simple('refresh', 'expire') },
  { weight: 8, arbitrary: simple('signOut', 'signOutDuringRefresh', 'signOutDuringRefresh') },
  { weight: 12, arbitrary: simple('open', 'kill', 'killHolder', 'loseAnswer') },
  { weight: 12, arbitrary: simple('freeze', 'thaw', 'thaw', 'freezeHolder', 'freezeHolder') },
  { weight: 8, arbitrary: simple('cache', 'back') },
  { weight: 8, arbitrary: simple('hide', 'show', 'online', 'offline', 'mend') },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('fail' as const), path: endpoint, fault }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('setWall' as const, 'setWall' as const, 'setMonotonic' as const),
      ms: clockJumpMs,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('sleep' as const),
      ms: fc.constantFrom(seconds(30), minutes(4), minutes(60)),
    }),
  },
  { weight: 2, arbitrary: simple('clearStorage', 'clearCookies', 'endAtServer', 'openNewer') },
]

const how = fc.constantFrom<How[]>(
  ...(['once', 'once', 'once', 'once', 'twice', 'twiceInARow', 'inTwoTabs', 'inTwoTabs'] as const),
  ...(['reloaded', 'reloaded', 'tooLate', 'wrongState', 'wrongIssuer'] as const),
  ...(['strangersCode', 'stranger', 'denied'] as const),
)

/** What a user does where a provider signs in. */
const VISITS: fc.MaybeWeightedArbitrary<Deed>[] = [
  { weight: 22, arbitrary: fc.record({ do: fc.constant('leave' as const), user }) },
  {
    weight: 34,
    arbitrary: fc.record({
      do: fc.constant('return' as const),
      visit: fc.constantFrom(0, 0, 0, 1, 2),
      how,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('popup' as const),
      user,
      takesMs: fc.constantFrom(seconds(2), seconds(40), minutes(11)),
    }),
  },
]

const steps = (deeds: readonly fc.MaybeWeightedArbitrary<Deed>[]): fc.Arbitrary<Step> =>
  fc.record({
    waitMs: fc.constantFrom(0, 0, 1, 30, 400, seconds(3), seconds(12), minutes(1), minutes(4)),
    tab: fc.nat({ max: 7 }),
    deed: fc.oneof(...deeds),
  })

/** Histories of sessions that are held in these ways; they begin with a sign-in, as most do. */
export function histories(ways: readonly Way[]): fc.Arbitrary<History> {
  const step = steps(ways.some(isOidc) ? [...DEEDS, ...VISITS] : DEEDS)
  const history = fc.record({
    way: fc.constantFrom(...ways),
    graceMs: fc.constantFrom(0, seconds(60)),
    evicts: fc.boolean(),
    idleMs: fc.constantFrom(undefined, minutes(5)),
    absoluteMs: fc.constantFrom(undefined, undefined, minutes(12)),
    tabs: fc.integer({ min: 1, max: 8 }),
    luck: fc.nat({ max: 1_000_000 }),
    steps: fc.array(step, { minLength: 1, maxLength: 24, size: 'max' }),
  })
  const signIn: Step = { waitMs: 400, tab: 0, deed: { do: 'signIn', user: 'ada' } }
  return history.map((one) => ({ ...one, steps: [signIn, ...one.steps] }))
}

import { minutes } from '../durations.js'
import type { How } from './history.js'
import { judgeReturn } from './rules-of-visits.js'
import { beginSignIn } from './sign-in-deeds.js'
import type { Profile, SimulatedTab } from './profile.js'
import { ON_ITS_WAY_MS } from './tab-deeds.js'
import { type SimulatedVisit, toReturned } from './visits.js'

const TOO_LATE_MS = minutes(11)
// The metadata is there, and the code is on its way.
const EXCHANGING_MS = 3 * ON_ITS_WAY_MS

/** What the browser does with the address that a visit leads back to. */
export const RETURNS: Readonly<Record<How, (profile: Profile, visit: SimulatedVisit) => unknown>> =
  {
    once: arrive,
    twice: (profile, visit) => {
      const tab = arrive(profile, visit)
      void handle(profile, tab, profile.provider.comeBack(visit))
    },
    twiceInARow: async (profile, visit) => {
      const tab = arrive(profile, visit)
      await profile.world.advance(EXCHANGING_MS)
      if (!tab.life.dead()) void handle(profile, tab, profile.provider.comeBack(visit))
    },
    inTwoTabs: (profile, visit) => [arrive(profile, visit), arrive(profile, visit)],
    reloaded: async (profile, visit) => {
      const { life } = arrive(profile, visit)
      await profile.world.advance(EXCHANGING_MS)
      life.kill()
      arrive(profile, visit)
    },
    tooLate: async (profile, visit) => {
      await profile.world.advance(TOO_LATE_MS)
      arrive(profile, visit)
    },
    wrongState: (profile, visit) => profile.open({ callback: changed(profile, visit, 'state') }),
    wrongIssuer: (profile, visit) => profile.open({ callback: changed(profile, visit, 'iss') }),
    strangersCode: (profile, visit) => {
      const code = new URL(profile.provider.strangers()).searchParams.get('code')!
      return profile.open({ callback: changed(profile, visit, 'code', code) })
    },
    stranger: (profile) => profile.open({ callback: profile.provider.strangers() }),
    denied: (profile, visit) => profile.open({ callback: profile.provider.refuse(visit) }),
  }

/** The provider's answer, opened in a page of its own, as a redirect does. */
function arrive(profile: Profile, visit: SimulatedVisit): SimulatedTab {
  return profile.open({ callback: profile.provider.comeBack(visit) })
}

function changed(
  { provider }: Profile,
  visit: SimulatedVisit,
  name: string,
  value = 'https://evil.example.com',
): string {
  const url = new URL(provider.comeBack(visit))
  url.searchParams.set(name, value)
  return url.href
}

/** Gives a return to the session of a tab; resolves when that has dealt with it. */
export async function handle(profile: Profile, tab: SimulatedTab, callback: string): Promise<void> {
  const { ledger } = profile
  const returned = toReturned(tab, callback, ledger.visits, ledger.moment())
  ledger.returns.push(returned)
  ledger.tell(`${tab.name} ⇐ provider`)
  try {
    await beginSignIn(profile, tab, { callback })
    returned.result = 'signedIn'
  } catch (error) {
    returned.result = (error as { code: string }).code
  }
  ledger.tell(`${tab.name} took the return in: ${returned.result}`)
  judgeReturn(profile, tab, returned)
}

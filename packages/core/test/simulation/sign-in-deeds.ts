import { ADA, GRACE } from '../../src/testing/index.js'
import type { Deed } from './history.js'
import { isOidc } from './history.js'
import { RETURNS } from './returns.js'
import type { Profile, SimulatedTab } from './profile.js'
import { TAKES_MS } from './simulated-provider.js'
import { noteActivity, quiet } from './tab-deeds.js'

type Given<Name extends Deed['do']> = Extract<Deed, { do: Name }>

/** Signs in as the app does that holds its session so. */
export function signIn(profile: Profile, tab: SimulatedTab, { user }: Given<'signIn'>): void {
  const { world, history } = profile
  if (isOidc(history.way)) return popup(profile, tab, { do: 'popup', user, takesMs: 0 })
  if (history.way === 'cookie') world.server.cookies.signIn(user === 'ada' ? ADA : GRACE)
  const refresh = history.way === 'refresh-cookie' ? 'cookie' : undefined
  quiet(beginSignIn(profile, tab, history.way === 'cookie' ? undefined : { user, refresh }))
}

/** A user signs in in a window beside the page. */
export function popup(
  profile: Profile,
  tab: SimulatedTab,
  { user, takesMs }: Given<'popup'>,
): void {
  const params = { [TAKES_MS]: String(takesMs) }
  quiet(beginSignIn(profile, tab, { method: 'popup', loginHint: user, params }))
}

/** The page asks to be left for the provider; whether the user comes back is another deed. */
export function leave(
  _profile: Profile,
  { session }: SimulatedTab,
  { user }: Given<'leave'>,
): void {
  quiet(session.signIn({ method: 'redirect', loginHint: user }))
}

/** A user comes back from a visit, for the first time or once more. */
export function comeBack(profile: Profile, _tab: SimulatedTab, deed: Given<'return'>): unknown {
  const visits = profile.ledger.visits.filter(({ method }) => method === 'redirect')
  const visit = visits.at(-1 - (deed.visit % Math.max(visits.length, 1)))
  return visit && RETURNS[deed.how](profile, visit)
}

/** Asks a session for a sign-in, and notes that its user was active. */
export function beginSignIn(profile: Profile, tab: SimulatedTab, input: unknown): Promise<void> {
  const { ledger } = profile
  delete tab.leftEarly
  const done = tab.session.signIn(input)
  // It may succeed although its tab never hears of that.
  ledger.activity.push({ ...ledger.moment(), realm: tab, certain: false })
  quiet(done.then(noteActivity(profile, tab)))
  return done
}

import { aheadSince, quietFor, WRITTEN_MS } from './ledger.js'
import { isRefresh } from './rules-of-requests.js'
import type { Profile, SimulatedTab } from './profile.js'

// Long enough for a refresh to have left, too short for its answer.
export const ON_ITS_WAY_MS = 25

export const quiet = (promise: Promise<unknown>): void => void promise.catch(() => {})

export function signOut({ ledger }: Profile, tab: SimulatedTab): void {
  const { session } = tab
  if (session.state.status === 'starting') tab.leftEarly = ledger.moment()
  const refreshes = ledger.sent.some((sent) => isRefresh(sent) && sent.outcome === 'pending')
  if (refreshes && session.state.status === 'signedIn') ledger.signOutsDuringRefresh++
  ledger.asked.add(session.state.status === 'signedIn' ? session.state.id : 'unknown')
  quiet(session.signOut())
}

/** A user does something; that counts only where the session is not over yet. */
export function touch(profile: Profile, tab: SimulatedTab, work: () => void): void {
  const note = noteActivity(profile, tab)
  work()
  if (tab.session.state.status === 'signedIn') note()
}

// A session is a little younger than the tab that began it shows.
const UNSURE_MS = 2_000

/** What is to be noted if it counts: whether it came in time is a matter of now. */
export function noteActivity({ ledger, history }: Profile, tab: SimulatedTab): () => void {
  const { idleMs = Infinity } = history
  const quietMs = quietFor(ledger, tab.epoch)
  const surelyMs = quietFor(ledger, tab.epoch, true)
  const certain = surelyMs + aheadSince(ledger, ledger.now() - surelyMs) < idleMs - UNSURE_MS
  const beganAt = ledger.now()
  // A sleep right after a clock was set back can be read from no clock.
  const slept = ledger.sleptMs > 0
  const blind = slept && ledger.jumps.some(({ ms, at }) => ms < 0 && at >= beganAt - quietMs)
  return () => {
    if (quietMs >= idleMs + UNSURE_MS && !blind) return
    // Who hears of it late, after a sleep, does not know when it counted.
    const inTime = ledger.now() - beganAt < WRITTEN_MS
    ledger.activity.push({ ...ledger.moment(), realm: tab, certain: certain && inTime })
  }
}

/** The realm that holds the refresh lock, a moment after a refresh began. */
export async function holderOf({ world }: Profile, { session, life }: SimulatedTab) {
  quiet(session.refresh())
  await world.advance(ON_ITS_WAY_MS)
  return world.locks.holder('latchkey:notes:refresh') ?? life
}

/** Leaves the page for the cache; says so, as a browser does. */
export function rest({ page, life }: SimulatedTab): void {
  page.lifecycle.happen('left')
  life.cache()
}

/** A page that was frozen goes on; one from the cache is told so. */
export function wake({ ledger }: Profile, tab: SimulatedTab): void {
  if (!tab.life.frozen()) return
  const cached = tab.life.cached()
  tab.resumed = ledger.moment()
  tab.life.thaw()
  if (cached) tab.page.lifecycle.happen('restored')
}

export function stop({ ledger }: Profile, tab: SimulatedTab, work: () => void): void {
  tab.stoppedAt = ledger.now()
  work()
}

/** P14: what was asked for one user is never answered for another. */
export async function call({ ledger }: Profile, { name, session }: SimulatedTab, path: string) {
  const { state } = session
  const meant = state.status === 'signedIn' ? (state.user as { sub: string }).sub : undefined
  const answer = await session.fetch(path)
  if (answer.status !== 200 || meant === undefined) return
  const { user } = (await answer.json()) as { user: { sub: string } }
  if (user.sub !== meant) ledger.blame('P14', `${name} asked for ${meant}, was ${user.sub}`)
}

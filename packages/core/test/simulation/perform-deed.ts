import type { Fault } from '../../src/testing/index.js'
import type { Deed, Step } from './history.js'
import { pathsOf } from './session-of-way.js'
import { comeBack, leave, popup, signIn } from './sign-in-deeds.js'
import type { Profile, SimulatedTab } from './profile.js'
import {
  call,
  holderOf,
  ON_ITS_WAY_MS,
  quiet,
  rest,
  signOut,
  stop,
  touch,
  wake,
} from './tab-deeds.js'

const LOST: Fault = { kind: 'dropped', when: 'after' }
/** Does a deed in the tab that the step means; one that cannot be done now is not done. */
export async function performDeed(profile: Profile, { tab: index, deed }: Step): Promise<void> {
  const { world, ledger } = profile
  const living = profile.living()
  const tab = living[index % Math.max(living.length, 1)]
  if (tab === undefined) {
    if (deed.do === 'open') profile.open()
    return
  }
  ledger.tell(`${tab.name}: ${JSON.stringify(deed)}`)
  if (IN_A_PAGE.has(deed.do) && tab.life.frozen()) return
  await DEEDS[deed.do](profile, tab, deed as never)
  await world.settled()
}

// A frozen page does nothing by itself.
const IN_A_PAGE: ReadonlySet<Deed['do']> = new Set([
  'signIn',
  'popup',
  'leave',
  'signOut',
  'signOutDuringRefresh',
  'refresh',
  'touch',
  'extend',
  'call',
  'hide',
  'show',
  'online',
  'loseAnswer',
  'killHolder',
  'freezeHolder',
  'cache',
])

type Deeds = {
  readonly [Name in Deed['do']]: (
    profile: Profile,
    tab: SimulatedTab,
    deed: Extract<Deed, { do: Name }>,
  ) => unknown
}

const DEEDS: Deeds = {
  signIn,
  popup,
  leave,
  return: comeBack,
  signOut: (profile, tab) => signOut(profile, tab),
  signOutDuringRefresh: async (profile, tab) => {
    quiet(tab.session.refresh())
    await profile.world.advance(ON_ITS_WAY_MS)
    const other = profile.running().at(-1)
    if (other !== undefined) signOut(profile, other)
  },
  refresh: (_, { session }) => quiet(session.refresh()),
  touch: (profile, tab) => touch(profile, tab, () => tab.page.activity.touch()),
  extend: (profile, tab) => touch(profile, tab, () => tab.session.extend()),
  call: (profile, tab, { times, path }) => {
    for (let count = 0; count < times; count++) quiet(call(profile, tab, path))
  },
  open: (profile) => profile.open(),
  openNewer: (profile) => profile.open({ newer: true }),
  kill: (_, { life }) => life.kill(),
  freeze: (profile, tab) => stop(profile, tab, tab.life.freeze),
  thaw: wake,
  cache: (profile, tab) => stop(profile, tab, () => rest(tab)),
  back: wake,
  killHolder: async (profile, tab) => {
    const holder = await holderOf(profile, tab)
    // What its pages told a vault just before it died is lost.
    if (profile.hasVault()) for (const one of profile.tabs) one.stoppedAt = profile.ledger.now()
    holder.kill()
  },
  freezeHolder: async (profile, tab) => {
    const holder = await holderOf(profile, tab)
    const held = profile.tabs.find(({ life }) => life === holder)
    // A vault runs as long as one of its pages does.
    if (held !== undefined) stop(profile, held, holder.freeze)
    for (const other of profile.running()) quiet(other.session.refresh())
  },
  hide: (_, { page }) => page.lifecycle.happen('hidden'),
  show: (_, { page }) => page.lifecycle.happen('shown'),
  online: (profile, { page }) => {
    profile.world.network.offline(false)
    page.lifecycle.happen('online')
  },
  offline: ({ world }) => world.network.offline(true),
  mend: ({ world }) => world.network.mend(),
  fail: ({ world, history }, _, { path, fault }) =>
    world.network.fail(pathsOf(history.way)[path], fault, 2),
  loseAnswer: ({ world, history }, { session }) => {
    world.network.fail(pathsOf(history.way).refresh, LOST, 1)
    quiet(session.refresh())
  },
  expire: ({ world }) => {
    world.server.tokens.expire()
    world.server.cookies.expire()
  },
  endAtServer: ({ world }) => {
    world.server.tokens.endAll()
    world.server.cookies.endAll()
  },
  setWall: ({ world, ledger }, _, { ms }) => {
    ledger.jumps.push({ at: ledger.now(), ms })
    world.timeline.setWall(ms)
  },
  setMonotonic: ({ world, ledger }, _, { ms }) => {
    ledger.jumps.push({ at: ledger.now(), ms })
    world.timeline.setMonotonic(ms)
  },
  sleep: ({ world, ledger }, _, { ms }) => {
    ledger.sleptMs += ms
    world.suspend(ms)
  },
  clearStorage: ({ world, ledger }) => {
    ledger.cleared = true
    world.storage.values.clear()
  },
  clearCookies: ({ world, ledger }) => {
    ledger.cleared = true
    Object.assign(world.server.jar, { sid: undefined, refresh: undefined })
  },
}

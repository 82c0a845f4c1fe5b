import { createWorld, type TestPage } from '../../src/testing/index.js'
import { startTestVault, type TestVault } from '../isolation/test-vault.js'
import { cryptoDone } from './crypto-done.js'
import type { History } from './history.js'
import { createLedger, type Realm, type Sent } from './ledger.js'
import { createLuck, createPace } from './luck.js'
import type { Opening, Profile, SimulatedTab } from './profile.js'
import { handle } from './returns.js'
import { judgeStore } from './rules-of-visit-store.js'
import { judgeVisit } from './rules-of-visits.js'
import { persistOf, sessionOf } from './session-of-way.js'
import { createSimulatedProvider } from './simulated-provider.js'
import { newerStore, type Watcher, watchedPorts } from './watched-ports.js'
import { rest } from './tab-deeds.js'

/** `depart`, `changed`: called as a request leaves, and at each change of a tab's state. */
export function createProfile(
  history: History,
  depart: (profile: Profile, sent: Sent) => void,
  changed: (profile: Profile, tab: SimulatedTab) => void,
): Profile {
  const { way, luck, evicts, graceMs, idleMs, absoluteMs } = history
  const random = createLuck(luck + 1)
  const { pace, calm } = createPace(luck)
  const world = createWorld({ pace, random, evicts, others: cryptoDone })
  const ledger = createLedger(world)
  const limits = {
    ...(idleMs !== undefined && { idleTimeoutMs: idleMs, warningMs: idleMs / 3 }),
    ...(absoluteMs !== undefined && { absoluteTimeoutMs: absoluteMs }),
  }
  const tabs: SimulatedTab[] = []
  let vault: TestVault | undefined
  let vaults = 0
  world.server.limits.graceMs = graceMs
  if (way === 'cookie') world.server.limits.credentialMs = world.server.limits.accessTokenMs

  const inJar = () => world.server.jar.refresh
  const watcher: Watcher = {
    ledger,
    inJar,
    depart: (sent) => depart(profile, sent),
    familyOf: (token) =>
      world.server.tokens.facts.find(({ refresh }) => refresh === token)?.reference,
    stored: (realm, visits) => judgeStore(profile, realm, visits),
  }
  const provider = createSimulatedProvider(world, ledger, {
    visiting: (visit) => judgeVisit(profile, visit),
    left,
  })

  function watched(page: TestPage, realm: Realm): TestPage {
    const visit = provider.visitOf(realm)
    return { ...page, ports: { ...watchedPorts(page.ports, realm, watcher), visit } }
  }

  /** The vault of the pages that live; it is gone when the last of them is. */
  function currentVault(): TestVault {
    if (vault === undefined || vault.realm.life.dead()) {
      const page = world.openPage()
      const realm = watched(page, { name: `vault ${++vaults}`, life: page.life })
      vault = startTestVault(world, realm, { limits, persist: persistOf(way) })
    }
    return vault
  }

  function open({ newer = false, callback }: Opening = {}): SimulatedTab {
    const name = `tab ${tabs.length + 1}${newer ? ' (newer)' : ''}`
    const plain = world.openPage()
    const { store } = plain.ports
    const ports = newer && store ? { ...plain.ports, store: newerStore(store) } : plain.ports
    const realm: Realm = { name, life: plain.life }
    const page = watched({ ...plain, ports }, realm)
    const { session, begin } = sessionOf(history, page, currentVault, callback !== undefined)
    const opened = ledger.moment()
    const tab: SimulatedTab = Object.assign(realm, {
      page,
      session,
      newer,
      opened,
      resumed: opened,
      epoch: undefined,
      alone: false,
    })
    tabs.push(tab)
    session.subscribe(() => note(tab))
    session.on('notice', () => void (tab.alone = true))
    page.life.onDeath(() => {
      tab.stoppedAt = ledger.now()
      if (living().length === 0) vault?.realm.life.kill()
    })
    if (callback !== undefined) {
      void handle(profile, tab, callback).then(() => page.life.run(begin))
    }
    return tab
  }

  /** A page that is left rests in the cache, where the browser lets it. */
  function left(realm: Realm, signedOut: boolean): void {
    const tab = tabs.find(({ life }) => life === realm.life)
    if (tab === undefined) return
    tab.stoppedAt = ledger.now()
    if (evicts) tab.life.kill()
    else rest(tab)
    if (signedOut) open()
  }

  function note(tab: SimulatedTab): void {
    const { state } = tab.session
    if (state.status === 'signedIn') {
      if (tab.epoch !== state.id) ledger.tell(`${tab.name} is signed in: ${state.id}`)
      tab.epoch = state.id
      ledger.users.add((state.user as { sub: string }).sub)
      if (!ledger.began.has(state.id)) ledger.began.set(state.id, ledger.moment())
    }
    changed(profile, tab)
    if (state.status === 'signedOut') tab.epoch = undefined
  }

  const living = () => tabs.filter(({ life }) => !life.dead())
  const profile: Profile = {
    world,
    history,
    ledger,
    provider,
    tabs,
    living,
    running: () => living().filter(({ life }) => !life.frozen()),
    hasVault: () => vault !== undefined && !vault.realm.life.dead(),
    open,
    calm,
  }
  return profile
}

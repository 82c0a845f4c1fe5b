import { createSessionWith } from '../../src/create-session.js'
import type { Session } from '../../src/session.js'
import { createWorld, testCookie, type TestPage, type World } from '../../src/testing/index.js'
import { testBearer } from '../bearer-sessions.js'
import { inTestVault, startTestVault, type TestVault } from '../isolation/test-vault.js'
import type { History } from './history.js'
import { createLedger, type Ledger, type Moment, type Realm, type Sent } from './ledger.js'
import { createLuck, createPace } from './luck.js'
import { newerStore, type Watcher, watchedPorts } from './watched-ports.js'

/** A tab with a session in it. */
export interface SimulatedTab extends Realm {
  readonly page: TestPage
  readonly session: Session
  readonly opened: Moment
  /** Runs a later version of the code. */
  readonly newer: boolean
  /** When it was opened, or went on after it had been frozen. */
  resumed: Moment
  /** The sign-in that it showed last. */
  epoch: string | undefined
  /** It said that it works for itself. */
  alone: boolean
}

/** The browser of a history: its tabs, perhaps a vault, and all that is noted of them. */
export interface Profile {
  readonly world: World
  readonly history: History
  readonly ledger: Ledger
  /** All tabs that ever were. */
  readonly tabs: SimulatedTab[]
  living(): SimulatedTab[]
  running(): SimulatedTab[]
  hasVault(): boolean
  open(newer: boolean): void
  /** From now on every step is quick. */
  calm(): void
}

/** `depart`, `changed`: called as a request leaves, and at each change of a tab's state. */
export function createProfile(
  history: History,
  depart: (profile: Profile, sent: Sent) => void,
  changed: (profile: Profile, tab: SimulatedTab) => void,
): Profile {
  const { way, luck, evicts, graceMs, idleMs, absoluteMs } = history
  const random = createLuck(luck + 1)
  const { pace, calm } = createPace(luck)
  const world = createWorld({ pace, random, evicts })
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
  const watcher: Watcher = { ledger, inJar, depart: (sent) => depart(profile, sent) }

  function watched(page: TestPage, realm: Realm): TestPage {
    return { ...page, ports: watchedPorts(page.ports, realm, watcher) }
  }

  /** The vault of the pages that live; it is gone when the last of them is. */
  function currentVault(): TestVault {
    if (vault === undefined || vault.realm.life.dead()) {
      const page = world.openPage()
      const realm = watched(page, { name: `vault ${++vaults}`, life: page.life })
      const persist = way === 'sealed-vault' ? 'sealed' : 'none'
      vault = startTestVault(world, realm, { limits, persist })
    }
    return vault
  }

  function strategyFor(page: TestPage) {
    if (way === 'cookie') return testCookie()
    if (way === 'vault' || way === 'sealed-vault') return inTestVault(page, currentVault)
    return testBearer(way === 'refresh-cookie' ? 'cookie' : 'answer')
  }

  function open(newer: boolean): void {
    const name = `tab ${tabs.length + 1}${newer ? ' (newer)' : ''}`
    const plain = world.openPage()
    const { store } = plain.ports
    const ports = newer && store ? { ...plain.ports, store: newerStore(store) } : plain.ports
    const page = watched({ ...plain, ports }, { name, life: plain.life })
    const session = createSessionWith(page.ports, {
      strategy: strategyFor(page),
      name: 'notes',
      isolation: { persist: way === 'sealed' ? 'sealed' : 'none' },
      ...(idleMs !== undefined && { idle: { timeoutMs: idleMs, warningMs: idleMs / 3 } }),
      ...(absoluteMs !== undefined && { absoluteTimeoutMs: absoluteMs }),
    })
    const opened = ledger.moment()
    const tab: SimulatedTab = {
      name,
      life: page.life,
      page,
      session,
      newer,
      opened,
      resumed: opened,
      epoch: undefined,
      alone: false,
    }
    tabs.push(tab)
    session.subscribe(() => note(tab))
    session.on('notice', () => void (tab.alone = true))
    page.life.onDeath(() => {
      tab.stoppedAt = ledger.now()
      if (living().length === 0) vault?.realm.life.kill()
    })
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
    tabs,
    living,
    running: () => living().filter(({ life }) => !life.frozen()),
    hasVault: () => vault !== undefined && !vault.realm.life.dead(),
    open,
    calm,
  }
  return profile
}

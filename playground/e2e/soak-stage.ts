import { startPlayground, type Playground } from '../server/start-playground.js'
import type { Browser } from './driver/browser.ts'
import type { ChromiumTab } from './driver/chromium-tab.ts'
import type { Engine } from './driver/engine.ts'
import { launchBrowser } from './driver/launch-browser.ts'
import type { Tab } from './driver/tab.ts'
import { type Ledger, keepLedger } from './soak-ledger.ts'
import { createLives, type Lives } from './soak-lives.ts'
import { isSpent, type Trouble, type Unanswered } from './soak-reuses.ts'
import type { StoryLine } from './soak-story.ts'
import { SOAK_LIMITS, SOAK_SPEED, type SoakNote } from './soak-ways.ts'

/** A tab of the soak. */
export interface SoakTab {
  readonly name: string
  readonly tab: Tab
  /** Why it answers nobody now. */
  out?: 'frozen' | 'offline'
  /** Since when it shares no record with the others: the browser was too slow to write one. */
  aloneSince?: number
}

/** An end that a tab saw. */
export type SoakEnd = Extract<SoakNote, { kind: 'signedOut' }>

/** All that a soak has: servers and a browser of its own, and what is known of them. */
export interface SoakStage {
  readonly engine: Engine
  readonly playground: Playground
  readonly browser: Browser
  /** The first one lives from the beginning to the end. */
  readonly tabs: SoakTab[]
  readonly lives: Lives
  readonly ledger: Ledger
  readonly notes: SoakEnd[]
  readonly unanswered: Unanswered[]
  readonly troubles: Trouble[]
  /** The tabs that were, each time. */
  readonly wereAlone: string[]
  /** What is excused, and counted apart. */
  readonly excused: Map<string, number>
  count(what: string): void
  /** What happened, for people. */
  readonly story: StoryLine[]
  tell(what: string, at?: number): void
  openTab(): Promise<SoakTab>
  /** Does something to a tab that may lose it an answer. */
  trouble(tab: SoakTab, what: string, work: () => Promise<unknown>): Promise<void>
  stop(): Promise<void>
}

/** Starts servers whose time is as fast as the sessions'. */
export async function openSoakStage(engine: Engine): Promise<SoakStage> {
  const epoch = Date.now()
  const playground = await startPlayground({
    now: () => epoch + (Date.now() - epoch) * SOAK_SPEED,
  })
  const { credentialMs } = SOAK_LIMITS
  Object.assign(playground.limits, { credentialMs, accessTokenMs: credentialMs, idleMs: 3_600_000 })
  const browser = await launchBrowser(engine)
  const lives = createLives()
  const ledger = keepLedger(playground, {
    hit(way, { kind, route }) {
      tell(`${way} ${route}: ${kind} hits`)
      const isRefusal = kind === 'invalid-grant' || kind === 'unauthorized'
      if (isRefusal && route !== 'api') lives.cause(way, 'rejected', playground.now())
    },
    ended(use) {
      const known = ledger.uses.find((one) => one.token === use.token && isSpent(one))
      // Spent twice where that is once too often. The cookie of a lost answer retires soon.
      const isReuse = use.status === 400 && known !== undefined
      const isLost = use.way === 'cookie' && use.answered === false
      tell(`${use.way} refresh by ${use.tab}: ${use.answered ? use.status : 'no answer'}`)
      if (isReuse || isLost) lives.cause(use.way, 'rejected', playground.now())
    },
  })
  const tabs: SoakTab[] = []
  const notes: SoakStage['notes'] = []
  const unanswered: Unanswered[] = []
  const troubles: Trouble[] = []
  const wereAlone: string[] = []
  const excused = new Map<string, number>()
  const count = (what: string): void => void excused.set(what, (excused.get(what) ?? 0) + 1)
  const story: StoryLine[] = []
  let opened = 0

  function tell(what: string, at = playground.now()): void {
    story.push({ at, what })
  }

  async function openTab(): Promise<SoakTab> {
    const name = `t${++opened}`
    const url = `${playground.url}/e2e/pages/soak.html?tab=${name}&epoch=${epoch}`
    const one: SoakTab = { name, tab: await browser.open(url) }
    await one.tab.until('globalThis.soak')
    tabs.push(one)
    tell(`${name} is open`)
    return one
  }

  async function trouble(one: SoakTab, what: string, work: () => Promise<unknown>): Promise<void> {
    const from = Date.now()
    tell(`${one.name} is ${what}`)
    await work()
    troubles.push({ tab: one.name, what, from, until: Date.now() })
  }

  async function stop(): Promise<void> {
    ledger.stop()
    await browser.quit()
    await playground.stop()
  }

  const known = {
    lives,
    ledger,
    notes,
    unanswered,
    troubles,
    wereAlone,
    excused,
    count,
    story,
    tell,
  }
  return { engine, playground, browser, tabs, ...known, openTab, trouble, stop }
}

/** What only Chromium's driver can do to it. */
export function chromiumTab({ tab }: SoakTab): ChromiumTab {
  return tab as ChromiumTab
}

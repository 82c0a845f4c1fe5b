import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { startPlayground, type Playground } from '../server/start-playground.js'
import type { Browser, LaunchOptions } from './driver/browser.ts'
import type { ChromiumBrowser } from './driver/chromium.ts'
import type { ChromiumTab } from './driver/chromium-tab.ts'
import type { Engine } from './driver/engine.ts'
import type { Tab } from './driver/tab.ts'
import { useBrowser } from './use-browser.ts'

/** What a test has: a server of its own, and a browser that knows nothing of the tests before. */
export interface Stage<
  SomeTab extends Tab = Tab,
  SomeBrowser extends Browser<SomeTab> = Browser<SomeTab>,
> {
  readonly playground: Playground
  readonly browser: SomeBrowser
  /** Opens the page that the tests drive. */
  open(query?: string): Promise<SomeTab>
  /** Opens that page in a tab that is there: to open another one takes the machine four times as long. */
  goTo(tab: Tab, query: string): Promise<void>
  openMany(count: number, query?: string): Promise<SomeTab[]>
  /** How often this server was asked for a refresh, of a cookie or of tokens. */
  refreshes(): number
  /**
   * Quits the browser and starts one with a profile that outlives it, the same for the same name.
   *
   * Not in WebKit, which keeps no profile.
   */
  restart(profile: string): Promise<void>
}

// A browser keeps what it stored by origin, and serves many files: an address must not come twice.
const seen = new Set<string>()

/** Sets the stage for each test of the file or the block around it. */
export function usePlayground(
  engine?: 'chromium',
  options?: LaunchOptions,
): Stage<ChromiumTab, ChromiumBrowser>
export function usePlayground(engine: Engine, options?: LaunchOptions): Stage
export function usePlayground(engine: Engine = 'chromium', options?: LaunchOptions): Stage {
  let scratch: string
  let playground: Playground

  beforeAll(async () => void (scratch = await mkdtemp(join(tmpdir(), 'latchkey-session-'))))
  afterAll(() => rm(scratch, { recursive: true, force: true, maxRetries: 10 }))
  beforeEach(async () => void (playground = await startUnseen()))
  afterEach(() => playground?.stop())
  // Hooks after a test run in reverse: the pages are gone before their server.
  const stage = useBrowser(engine, options)

  const addressOf = (query: string): string => `${playground.url}/e2e/pages/harness.html?${query}`

  async function open(query = ''): Promise<Tab> {
    const tab = await stage.browser.open(addressOf(query))
    await tab.until(`globalThis.latchkey`)
    return tab
  }

  async function goTo(tab: Tab, query: string): Promise<void> {
    await tab.goto(addressOf(query))
    await tab.until(`globalThis.latchkey`)
  }

  return {
    get playground() {
      return playground
    },
    get browser() {
      return stage.browser
    },
    open,
    goTo,
    async openMany(count, query) {
      const tabs: Tab[] = []
      for (let index = 0; index < count; index++) tabs.push(await open(query))
      return tabs
    },
    refreshes: () => playground.counters.refreshCookie + playground.counters.tokenRefresh,
    restart: (profile) => stage.restart({ profileDir: join(scratch, profile) }),
  }
}

async function startUnseen(): Promise<Playground> {
  const started = await startPlayground()
  const addresses = [started.url, started.issuer]
  if (!addresses.some((url) => seen.has(url))) {
    for (const url of addresses) seen.add(url)
    return started
  }
  await started.stop()
  return startUnseen()
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { startPlayground, type Playground } from '../server/start-playground.js'
import { launchChromium, type Browser } from './driver/chromium.ts'
import type { ChromiumTab } from './driver/chromium-tab.ts'
import { openHarness } from './harness-tab.ts'

/** What a test has: a server and a browser of its own, both gone after it. */
export interface Stage {
  readonly playground: Playground
  readonly browser: Browser
  open(query?: string): Promise<ChromiumTab>
  openMany(count: number, query?: string): Promise<ChromiumTab[]>
  /** Quits the browser and starts one with a profile that outlives it, the same for the same name. */
  restart(profile: string): Promise<void>
}

/** Sets the stage for each test of the file. */
export function usePlayground(): Stage {
  let scratch: string
  let playground: Playground
  let browser: Browser

  beforeAll(async () => void (scratch = await mkdtemp(join(tmpdir(), 'latchkey-session-'))))
  afterAll(() => rm(scratch, { recursive: true, force: true, maxRetries: 10 }))
  beforeEach(async () => {
    playground = await startPlayground()
    browser = await launchChromium()
  })
  afterEach(async () => {
    await browser?.quit()
    await playground?.stop()
  })

  const open = (query?: string): Promise<ChromiumTab> => openHarness(browser, playground.url, query)

  return {
    get playground() {
      return playground
    },
    get browser() {
      return browser
    },
    open,
    async openMany(count, query) {
      const tabs: ChromiumTab[] = []
      for (let index = 0; index < count; index++) tabs.push(await open(query))
      return tabs
    },
    async restart(profile) {
      await browser.quit()
      browser = await launchChromium({ profileDir: join(scratch, profile) })
    },
  }
}

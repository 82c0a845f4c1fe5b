import { afterAll, afterEach, beforeEach } from 'vitest'
import { takeAnsweredSites } from './answered-sites.ts'
import type { Browser, LaunchOptions } from './driver/browser.ts'
import type { Engine } from './driver/engine.ts'
import { launchBrowser } from './driver/launch-browser.ts'
import { keepBrowser, putBack, takeBrowser } from './kept-browsers.ts'

/** A browser for the tests of a block. */
export interface BrowserStage {
  readonly browser: Browser
  /** Starts another browser, for the rest of this test; the one before it is put away. */
  restart(options: LaunchOptions): Promise<void>
}

/** Gives each test of the block a browser without tabs and cookies, the same one where all went well. */
export function useBrowser(engine: Engine, options: LaunchOptions = {}): BrowserStage {
  let browser: Browser | undefined
  let isReplaced = false

  const quit = async (): Promise<void> => {
    await browser?.quit()
    browser = undefined
    isReplaced = false
  }

  beforeEach(async () => {
    // The servers of tests before are gone.
    takeAnsweredSites()
    browser ??= await takeBrowser(engine, options)
  })
  afterEach(async ({ task }) => {
    // What a failed test left behind must not fail the next one.
    const mayStay = !isReplaced && task.result?.state !== 'fail'
    if (mayStay) await browser?.forget(takeAnsweredSites())
    else await quit()
  })
  afterAll(async () => {
    if (browser !== undefined) await keepBrowser(browser, options)
    browser = undefined
  })

  return {
    get browser() {
      if (browser === undefined) throw new Error('A browser is there in tests only.')
      return browser
    },
    async restart(other) {
      const before = browser
      browser = undefined
      await (isReplaced ? before?.quit() : putBack(before, options))
      browser = await launchBrowser(engine, other)
      isReplaced = true
    },
  }
}

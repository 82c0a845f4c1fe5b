import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Browser } from './driver/browser.ts'
import type { ChromiumBrowser } from './driver/chromium.ts'
import type { Engine } from './driver/engine.ts'
import { serveSite, type Page, type Site } from './driver/serve-site.ts'
import type { Tab } from './driver/tab.ts'
import { takeAnsweredSites } from './answered-sites.ts'
import { putBack, takeBrowser } from './kept-browsers.ts'

/** What tests of the browser itself have: pages without a session, and one browser for all of them. */
export interface SiteStage<SomeBrowser extends Browser = Browser> {
  readonly site: Site
  readonly browser: SomeBrowser
  open(path?: string): Promise<Awaited<ReturnType<SomeBrowser['open']>>>
}

/** A page without a word; it asks for no icon, so that nothing is under way when it is left. */
export const EMPTY_PAGE = `<!doctype html><title>A page</title><link rel="icon" href="data:,">`

/**
 * Serves these pages, and an empty one at `/`, to one browser for the block around it.
 *
 * `launch` is for facts that depend on how many tabs there ever were; by default it may be a browser that was kept.
 */
export function useSite(
  engine: 'chromium',
  pages?: Readonly<Record<string, Page>>,
): SiteStage<ChromiumBrowser>
export function useSite(
  engine: Engine,
  pages?: Readonly<Record<string, Page>>,
  launch?: (engine: Engine) => Promise<Browser>,
): SiteStage
export function useSite(
  engine: Engine,
  pages: Readonly<Record<string, Page>> = {},
  launch: (engine: Engine) => Promise<Browser> = takeBrowser,
): SiteStage {
  let site: Site
  let browser: Browser
  let hasFailed = false

  beforeAll(async () => {
    site = await serveSite({ '/': { body: EMPTY_PAGE }, ...pages })
    // The servers of tests before are gone.
    takeAnsweredSites()
    browser = await launch(engine)
  })
  afterEach(({ task }) => void (hasFailed ||= task.result?.state === 'fail'))
  afterAll(async () => {
    if (hasFailed) await browser?.quit()
    else await putBack(browser)
    await site?.close()
  })

  return {
    get site() {
      return site
    },
    get browser() {
      return browser
    },
    open: (path = '/'): Promise<Tab> => browser.open(site.at('localhost') + path),
  }
}

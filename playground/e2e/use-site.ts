import { afterAll, beforeAll } from 'vitest'
import type { Browser } from './driver/browser.ts'
import type { ChromiumBrowser } from './driver/chromium.ts'
import type { Engine } from './driver/engine.ts'
import { launchBrowser } from './driver/launch-browser.ts'
import { serveSite, type Page, type Site } from './driver/serve-site.ts'
import type { Tab } from './driver/tab.ts'

/** What tests of the browser itself have: pages without a session, and one browser for all of them. */
export interface SiteStage<SomeBrowser extends Browser = Browser> {
  readonly site: Site
  readonly browser: SomeBrowser
  open(path?: string): Promise<Awaited<ReturnType<SomeBrowser['open']>>>
}

/** A page without a word; it asks for no icon, so that nothing is under way when it is left. */
export const EMPTY_PAGE = `<!doctype html><title>A page</title><link rel="icon" href="data:,">`

/** Serves these pages, and an empty one at `/`, to a browser that lives as long as the block around it. */
export function useSite(
  engine: 'chromium',
  pages?: Readonly<Record<string, Page>>,
): SiteStage<ChromiumBrowser>
export function useSite(engine: Engine, pages?: Readonly<Record<string, Page>>): SiteStage
export function useSite(engine: Engine, pages: Readonly<Record<string, Page>> = {}): SiteStage {
  let site: Site
  let browser: Browser

  beforeAll(async () => {
    site = await serveSite({ '/': { body: EMPTY_PAGE }, ...pages })
    browser = await launchBrowser(engine)
  })
  afterAll(async () => {
    await browser?.quit()
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

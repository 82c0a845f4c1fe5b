import { takeAnsweredSites } from './answered-sites.ts'
import type { Browser, LaunchOptions } from './driver/browser.ts'
import type { Engine } from './driver/engine.ts'
import { launchBrowser } from './driver/launch-browser.ts'

// To start a browser costs more than most tests. One that nobody uses waits here, and ends with this process.
const waiting = new Map<string, Browser>()

/** Takes a browser without tabs and cookies: one that was kept, or a new one. */
export async function takeBrowser(engine: Engine, options: LaunchOptions = {}): Promise<Browser> {
  const key = keyOf(engine, options)
  const browser = waiting.get(key)
  waiting.delete(key)
  return browser ?? launchBrowser(engine, options)
}

/** Lets a browser forget everything, and keeps it. */
export async function putBack(
  browser: Browser | undefined,
  options?: LaunchOptions,
): Promise<void> {
  await browser?.forget(takeAnsweredSites())
  if (browser !== undefined) await keepBrowser(browser, options)
}

/** Keeps a browser that has forgotten everything for the next block or file of tests. */
export async function keepBrowser(browser: Browser, options: LaunchOptions = {}): Promise<void> {
  const key = keyOf(browser.engine, options)
  if (waiting.has(key)) return browser.quit()
  waiting.set(key, browser)
}

function keyOf(engine: Engine, options: LaunchOptions): string {
  return JSON.stringify([engine, options])
}

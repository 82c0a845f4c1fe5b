import type { Browser, LaunchOptions } from './browser.ts'
import { launchChromium, type ChromiumBrowser } from './chromium.ts'
import type { Engine } from './engine.ts'
import { launchFirefox } from './firefox.ts'
import { launchWebKit } from './webkit.ts'

const LAUNCH = {
  chromium: launchChromium,
  firefox: launchFirefox,
  webkit: launchWebKit,
} satisfies Record<Engine, (options?: LaunchOptions) => Promise<Browser>>

/** Starts a browser of this engine. */
export function launchBrowser(engine: 'chromium', options?: LaunchOptions): Promise<ChromiumBrowser>
export function launchBrowser(engine: Engine, options?: LaunchOptions): Promise<Browser>
export function launchBrowser(engine: Engine, options: LaunchOptions = {}): Promise<Browser> {
  return LAUNCH[engine](options)
}

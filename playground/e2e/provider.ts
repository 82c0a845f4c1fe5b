import { defineBrowserProvider } from '@vitest/browser'
import type { Browser } from './driver/browser.ts'
import type { Engine } from './driver/engine.ts'
import { launchBrowser } from './driver/launch-browser.ts'

/** Runs Vitest's browser mode in an engine as the e2e tests start it. */
export const ownBrowser = (engine: Engine) =>
  defineBrowserProvider({
    name: `own-${engine}`,
    options: {},
    supportedBrowser: [engine],
    providerFactory() {
      let browser: Promise<Browser> | undefined
      return {
        name: `own-${engine}`,
        supportsParallelism: false,
        getCommandsContext: () => ({}),
        async openPage(_session: string, url: string) {
          browser ??= launchBrowser(engine)
          await (await browser).open(url)
        },
        close: async () => (await browser)?.quit(),
      }
    },
  })

import { defineBrowserProvider } from '@vitest/browser'
import { launchChromium, type Browser } from './driver/chromium.ts'

const NAME = 'own-chromium'

/** Runs Vitest's browser mode in the Chromium that the e2e tests use. */
export const ownChromium = defineBrowserProvider({
  name: NAME,
  options: {},
  supportedBrowser: ['chromium'],
  providerFactory() {
    let browser: Promise<Browser> | undefined
    return {
      name: NAME,
      supportsParallelism: false,
      getCommandsContext: () => ({}),
      async openPage(_session: string, url: string) {
        browser ??= launchChromium()
        await (await browser).open(url)
      },
      close: async () => (await browser)?.quit(),
    }
  },
})

import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, LaunchOptions } from './browser.ts'
import { runAroundPage } from './firefox-chrome.ts'
import { createFirefoxTab } from './firefox-tab.ts'
import { firefoxPreferences } from './firefox-preferences.ts'
import { openMarionetteSession } from './marionette-session.ts'
import type { ProcessGroup } from './process-group.ts'
import type { Session } from './session.ts'
import { startBrowser } from './start-browser.ts'
import { takeStartupCache } from './startup-cache.ts'
import { openEmpty } from './windows.ts'

const PORT_FILE = 'MarionetteActivePort'
// For the commands that no page may give, such as to forget all cookies.
const SYSTEM_ACCESS = '--remote-allow-system-access'
const CLOSING_TIMEOUT_MS = 20_000

/** Starts Firefox without a window. */
export async function launchFirefox({
  args = [],
  ...options
}: LaunchOptions = {}): Promise<Browser> {
  const isKept = options.profileDir !== undefined
  const { browser } = await startBrowser(
    {
      engine: 'firefox',
      windows: {
        open: (send, url) => openEmpty(send, 'tab', url),
        // Until then Marionette does not see that another process took the page over, as where its
        // opener policy differs: to every later command the window would be gone.
        settle: (send) => runAroundPage(send, 'return delayedStartupPromise'),
      },
      async program(profileDir) {
        await writeFile(join(profileDir, 'user.js'), firefoxPreferences())
        await takeStartupCache(profileDir)
        // A browser that was killed left its port.
        await rm(join(profileDir, PORT_FILE), { force: true })
        const flags = [
          '--marionette',
          '--headless',
          '--no-remote',
          SYSTEM_ACCESS,
          '--profile',
          profileDir,
        ]
        return {
          command: ['firefox-esr', ...flags, ...args],
          environment: {
            MOZ_CRASHREPORTER_DISABLE: '1',
            // Nobody looks: what is small is painted sooner.
            MOZ_HEADLESS_WIDTH: '640',
            MOZ_HEADLESS_HEIGHT: '480',
          },
        }
      },
      async connect(group, profile) {
        const port = await group.ready(() => readPort(join(profile, PORT_FILE)))
        const session = await openMarionetteSession(port)
        return { ...session, end: () => (isKept ? endInOrder(session, group) : Promise.resolve()) }
      },
      createTab: createFirefoxTab,
      forgetCookies: (send) => runAroundPage(send, 'Services.cookies.removeAll()'),
    },
    options,
  )
  return browser
}

// Takes seconds: it answers first, writes its profile then, and exits at last.
async function endInOrder(session: Session, group: ProcessGroup): Promise<void> {
  await session.end()
  await group.gone(CLOSING_TIMEOUT_MS)
}

async function readPort(path: string): Promise<number | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return Number(text) || undefined
}

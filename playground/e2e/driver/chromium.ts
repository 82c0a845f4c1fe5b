import type { Browser, LaunchOptions } from './browser.ts'
import type { Send } from './commands.ts'
import { createChromiumTab, type ChromiumTab } from './chromium-tab.ts'
import { openHttpSession } from './http-session.ts'
import { startBrowser } from './start-browser.ts'

/** A running Chromium: what chromedriver can tell of it as well. */
export interface ChromiumBrowser extends Browser<ChromiumTab> {
  /** What all tabs wrote to the console since the last call: errors of page and network too. */
  logs(): Promise<readonly LogEntry[]>
}

export type { ChromiumBrowser as Browser }

export interface LogEntry {
  readonly level: 'DEBUG' | 'INFO' | 'WARNING' | 'SEVERE'
  readonly source: string
  readonly message: string
}

/** Starts Chromium without a window. */
export async function launchChromium(options: LaunchOptions = {}): Promise<ChromiumBrowser> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await launch(options)
    } catch (error) {
      // chromedriver takes a free port of IPv6 and then wants the same one of IPv4.
      const isTaken = error instanceof Error && error.message.includes('port not available')
      if (!isTaken || attempts === MOST_ATTEMPTS) throw error
    }
  }
}

async function launch({ args = [], ...options }: LaunchOptions): Promise<ChromiumBrowser> {
  const { browser, session } = await startBrowser(
    {
      engine: 'chromium',
      windows: { open: openTarget },
      program: () => ({ command: ['chromedriver', '--port=0'] }),
      async connect(group, profileDir) {
        const port = await group.ready(portOf)
        return openHttpSession(port, capabilities(profileDir, args))
      },
      createTab: createChromiumTab,
      forgetCookies: (send) => send('sendCdp', { cmd: 'Network.clearBrowserCookies', params: {} }),
    },
    options,
  )
  return { ...browser, logs: () => session.send('readLog', { type: 'browser' }) }
}

/** Opens a tab right at its address; an empty one first would take a process more. */
async function openTarget(send: Send, url: string): Promise<string> {
  const { targetId } = await send<{ targetId: string }>('sendCdp', {
    cmd: 'Target.createTarget',
    params: { url },
  })
  await send('setWindow', { handle: targetId })
  // The driver waits for the page with the first command that is for it.
  await send('getUrl')
  return targetId
}

function portOf(output: string): number | undefined {
  const [, port] = /successfully on port (\d+)/.exec(output) ?? []
  return port === undefined ? undefined : Number(port)
}

const MOST_ATTEMPTS = 5

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  // A process for a site that is never visited.
  '--disable-features=SpareRendererForSitePerProcess',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function capabilities(profileDir: string, args: readonly string[]): Record<string, unknown> {
  return {
    'goog:loggingPrefs': { browser: 'ALL' },
    'goog:chromeOptions': { args: [...FLAGS, `--user-data-dir=${profileDir}`, ...args] },
  }
}

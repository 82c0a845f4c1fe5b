import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChromedriver, type Chromedriver } from './chromedriver.ts'
import { createChromiumTab, type ChromiumTab } from './chromium-tab.ts'
import { openSession, type HttpSession } from './http-session.ts'
import { createWindowQueue } from './window-queue.ts'

/** One running Chromium with one profile. Its tabs share cookies and storage. */
export interface Browser {
  readonly version: string
  readonly profileDir: string
  open(url: string): Promise<ChromiumTab>
  /** What all tabs wrote to the console since the last call: errors of page and network too. */
  logs(): Promise<readonly LogEntry[]>
  /** Closes the browser in good order: persistent cookies and storage reach the disk. */
  quit(): Promise<void>
  /** Kills the browser at once, as a crash does: the last seconds may not have reached the disk. */
  kill(): Promise<void>
}

export interface LogEntry {
  readonly level: 'DEBUG' | 'INFO' | 'WARNING' | 'SEVERE'
  readonly source: string
  readonly message: string
}

export interface LaunchOptions {
  /** A folder that outlives the browser. Default: a temporary one, removed with the browser. */
  readonly profileDir?: string
  /** More command line flags. */
  readonly args?: readonly string[]
}

/** Starts Chromium without a window. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const scratch = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'))
  const profileDir = options.profileDir ?? join(scratch, 'profile')
  const driver = await startChromedriver(scratch)
  try {
    const session = await openSession(driver.url, capabilities(profileDir, options.args ?? []))
    return createBrowser(session, driver, profileDir)
  } catch (error) {
    await driver.stop()
    throw error
  }
}

function createBrowser(session: HttpSession, driver: Chromedriver, profileDir: string): Browser {
  const windows = createWindowQueue(session.send)
  let ended: Promise<void> | undefined

  async function quit(): Promise<void> {
    // A browser that does not close by itself is killed by the next line.
    await session.end().catch(() => {})
    await driver.stop()
  }

  async function kill(): Promise<void> {
    await driver.stop()
    await driver.gone()
  }

  return {
    version: String(session.capabilities['browserVersion']),
    profileDir,
    async open(url) {
      const tab = createChromiumTab(windows, await windows.open())
      await tab.goto(url)
      return tab
    },
    logs: () => session.send('readLog', { type: 'browser' }),
    quit: () => (ended ??= quit()),
    kill: () => (ended ??= kill()),
  }
}

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function capabilities(profileDir: string, args: readonly string[]): Record<string, unknown> {
  return {
    acceptInsecureCerts: true,
    timeouts: { script: 20_000, pageLoad: 30_000 },
    'goog:loggingPrefs': { browser: 'ALL' },
    'goog:chromeOptions': { args: [...FLAGS, `--user-data-dir=${profileDir}`, ...args] },
  }
}

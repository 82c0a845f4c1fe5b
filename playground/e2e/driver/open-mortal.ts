import { readdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Browser } from './browser.ts'
import type { ChromiumTab } from './chromium-tab.ts'
import { DriverError } from './driver-error.ts'
import type { Tab } from './tab.ts'

/** A tab whose page can be killed. */
export interface MortalTab {
  readonly tab: Tab
  /** Ends the page's process at once, as a crash does. All that the tab can do after it is to be closed. */
  kill(): Promise<void>
}

/**
 * Opens a tab in a process of its own.
 *
 * Not in WebKit: its driver ends the session when a page dies. In Firefox only while no tab was closed yet and
 * less than four are open: it uses processes again.
 *
 * @throws {TypeError} in WebKit
 */
export async function openMortal(browser: Browser, open: () => Promise<Tab>): Promise<MortalTab> {
  if (browser.engine === 'webkit') throw new TypeError('WebKitWebDriver outlives no page.')
  const before = await pageProcesses(browser)
  const tab = await open()
  if (browser.engine === 'chromium') return { tab, kill: () => crash(tab as ChromiumTab) }
  const own = (await pageProcesses(browser)).filter((id) => !before.includes(id))
  if (own.length === 0) throw new Error('The tab shares its process with another one.')
  return { tab, kill: async () => own.forEach((id) => process.kill(id, 'SIGKILL')) }
}

async function crash(tab: ChromiumTab): Promise<void> {
  await tab.cdp('Page.crash').catch((error: unknown) => {
    if (!(error instanceof DriverError && error.code === 'tab crashed')) throw error
  })
}

/** The processes in which this Firefox shows pages. */
async function pageProcesses({ profileDir }: Browser): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const isPages = async (id: string): Promise<boolean> => {
    const read = (name: string) => readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '')
    const commandLine = await read('cmdline')
    // A process that was forked off another one has its arguments in one.
    const isPage = commandLine.includes('-contentproc') && /\btab\0*$/.test(commandLine)
    return isPage && (await read('environ')).includes(`TMPDIR=${dirname(profileDir)}`)
  }
  const are = await Promise.all(ids.map(isPages))
  return ids.filter((_id, index) => are[index]).map(Number)
}

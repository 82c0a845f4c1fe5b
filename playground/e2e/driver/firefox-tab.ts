import { runAroundPage } from './firefox-chrome.ts'
import { createTab, type Tab } from './tab.ts'
import type { WindowQueue } from './window-queue.ts'

const PROCESS = `return gBrowser.selectedBrowser.browsingContext.currentWindowGlobal.osPid`

/** Drives the Firefox tab with this handle. */
export function createFirefoxTab(windows: WindowQueue, handle: string): Tab {
  const processId = (): Promise<number> =>
    windows.within(handle, (send) => runAroundPage<number>(send, PROCESS))

  return {
    ...createTab(windows, handle),
    crash: async () => void process.kill(await processId(), 'SIGKILL'),
  }
}

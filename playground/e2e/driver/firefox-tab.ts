import { createTab, type Tab } from './tab.ts'
import type { WindowQueue } from './window-queue.ts'

const PROCESS = `return gBrowser.selectedBrowser.browsingContext.currentWindowGlobal.osPid`

/** Drives the Firefox tab with this handle. */
export function createFirefoxTab(windows: WindowQueue, handle: string): Tab {
  const processId = (): Promise<number> =>
    windows.within(handle, async (send) => {
      await send('setContext', { value: 'chrome' })
      const id = await send<number>('execute', { script: PROCESS, args: [] })
      await send('setContext', { value: 'content' })
      return id
    })

  return {
    ...createTab(windows, handle),
    crash: async () => void process.kill(await processId(), 'SIGKILL'),
  }
}

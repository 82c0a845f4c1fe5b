import type { Parameters } from './commands.ts'
import { DriverError } from './driver-error.ts'
import { createTab, type Tab } from './tab.ts'
import type { WindowQueue } from './window-queue.ts'

/** A tab of Chromium: what DevTools can do to it as well. */
export interface ChromiumTab extends Tab {
  /** Sends one DevTools command to this tab. Its events are not delivered. */
  cdp<Answer = unknown>(command: string, parameters?: Parameters): Promise<Answer>
  setViewport(width: number, height: number): Promise<void>
  /** Sets `prefers-color-scheme`. */
  emulateMedia(scheme: 'dark' | 'light'): Promise<void>
  /**
   * Cuts this tab's page off the network, or connects it again.
   *
   * Workers that run already keep their network, for they are targets of their own to DevTools;
   * new ones do not load. To cut off a worker, cut off its server.
   */
  offline(isOffline: boolean): Promise<void>
  /**
   * Freezes the page and its dedicated workers, as Chromium does to a tab it saves energy on.
   *
   * Reading a variable still works; awaiting a task (timer, fetch) hangs until the script times
   * out. Showing the tab again after another one was shown thaws it.
   */
  freeze(): Promise<void>
  thaw(): Promise<void>
}

/** Drives the Chromium tab with this handle. */
export function createChromiumTab(windows: WindowQueue, handle: string): ChromiumTab {
  const cdp = <Answer>(cmd: string, params: Parameters = {}): Promise<Answer> =>
    windows.within(handle, (send) => send<Answer>('sendCdp', { cmd, params }))

  return {
    ...createTab(windows, handle),
    cdp,
    crash: () => cdp<void>('Page.crash').catch(throwUnlessCrashed),
    setViewport: (width, height) =>
      cdp('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: false,
      }),
    emulateMedia: (value) =>
      cdp('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] }),
    async offline(isOffline) {
      // Without `enable`, only navigations are cut off.
      await cdp('Network.enable')
      await cdp('Network.emulateNetworkConditions', {
        offline: isOffline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      })
    },
    freeze: () => cdp('Page.setWebLifecycleState', { state: 'frozen' }),
    thaw: () => cdp('Page.setWebLifecycleState', { state: 'active' }),
  }
}

function throwUnlessCrashed(error: unknown): void {
  if (!(error instanceof DriverError && error.code === 'tab crashed')) throw error
}

import type { Send } from './commands.ts'

/** How an engine's windows are had; what is cheap in one costs most of a test in another. */
export interface Windows {
  /** Opens a window or a tab at this address, makes it the current one, and returns its handle. */
  open(send: Send, url: string): Promise<string>
  /** Waits until the driver follows the current one, which a page opened, wherever it goes. Default: it does at once. */
  settle?(send: Send): Promise<unknown>
  /** Empties the current one for the next test, where that is cheaper than a new one. Default: each is closed. */
  empty?(send: Send): Promise<unknown>
}

/** Opens a window as WebDriver does: empty at first. */
export async function openEmpty(send: Send, type: 'tab' | 'window', url: string): Promise<string> {
  const { handle } = await send<{ handle: string }>('newWindow', { type })
  await send('setWindow', { handle })
  await send('navigate', { url })
  return handle
}

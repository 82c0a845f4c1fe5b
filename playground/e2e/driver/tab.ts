import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Send } from './commands.ts'
import { clickElement, typeInto } from './element.ts'
import { pressKey } from './keyboard.ts'
import { mayClose } from './may-close.ts'
import { runInPage } from './run-in-page.ts'
import { waitUntil } from './wait-until.ts'
import type { WindowQueue } from './window-queue.ts'

/** One tab, in any engine. Every command shows this tab and hides the one that was shown. */
export interface Tab {
  goto(url: string): Promise<void>
  reload(): Promise<void>
  back(): Promise<void>
  /** Evaluates an expression in the page, awaits it and returns it as JSON (undefined as null). */
  run<T = unknown>(expression: string): Promise<T>
  /** Waits until an expression is truthy and returns its value. Default 10 seconds. */
  until<T = unknown>(expression: string, timeoutMs?: number): Promise<T>
  /** Clicks the first element that matches; trusted input. It may close the tab, as a key may. */
  click(selector: string): Promise<void>
  /** Types into the first element that matches, or into the focused one; trusted input. */
  type(selector: string | undefined, text: string): Promise<void>
  /** Presses `Enter`, `Shift+Tab`, …; trusted input. */
  press(key: string): Promise<void>
  /** Writes a PNG of what is visible; makes the folder. In WebKit the browser must be one that `draws`. */
  screenshot(path: string): Promise<void>
  /** The cookies of the page's address, those too that script cannot see. */
  cookies(): Promise<readonly Cookie[]>
  /**
   * Kills the page's process, and so all pages that share it; the tab can only be closed after it.
   *
   * Not in WebKit: its driver ends the session when a page dies.
   */
  readonly crash?: () => Promise<void>
  close(): Promise<void>
}

export interface Cookie {
  readonly name: string
  readonly value: string
}

const UNTIL_TIMEOUT_MS = 10_000

/** Drives the tab with this handle. */
export function createTab(windows: WindowQueue, handle: string): Tab {
  const within = <T>(work: (send: Send) => Promise<T>): Promise<T> => windows.within(handle, work)
  const run = <T>(expression: string): Promise<T> =>
    within((send) => runInPage<T>(send, expression))
  const input = (work: (send: Send) => Promise<void>): Promise<void> =>
    within((send) => mayClose(send, work))

  return {
    run,
    goto: (url) => within((send) => send('navigate', { url })),
    reload: () => within((send) => send('refresh')),
    back: () => within((send) => send('back')),
    until: (expression, timeoutMs = UNTIL_TIMEOUT_MS) => waitUntil(run, expression, timeoutMs),
    click: (selector) => input((send) => clickElement(send, selector)),
    type: (selector, text) => input((send) => typeInto(send, selector, text)),
    press: (key) => input((send) => pressKey(send, key)),
    async screenshot(path) {
      const image = await within((send) => send<string>('takeScreenshot'))
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, image, 'base64')
    },
    cookies: () => within((send) => send('getCookies')),
    close: () => windows.close(handle),
  }
}

import type { Engine } from './engine.ts'
import type { Tab } from './tab.ts'

/** One running browser with one profile. Its tabs share cookies and storage. */
export interface Browser<SomeTab extends Tab = Tab> {
  readonly engine: Engine
  readonly version: string
  readonly profileDir: string
  open(url: string): Promise<SomeTab>
  /** Waits for a window that a page opens, and takes it; each one is taken once. Default 10 seconds. */
  popup(timeoutMs?: number): Promise<SomeTab>
  /**
   * Empties all tabs and forgets all cookies, for the next test. Storage stays, by origin.
   *
   * WebKit forgets host by host: those of `sites`, whose servers must be there still.
   */
  forget(sites: readonly string[]): Promise<void>
  /** Closes the browser in good order: persistent cookies and storage reach the disk. */
  quit(): Promise<void>
  /** Kills the browser at once, as a crash does: the last seconds may not have reached the disk. */
  kill(): Promise<void>
}

/** How to start a browser. */
export interface LaunchOptions {
  /**
   * A folder that outlives the browser. Default: a temporary one, removed with the browser.
   *
   * Not for WebKit: an automated MiniBrowser keeps everything in memory.
   */
  readonly profileDir?: string
  /** Starts the renderer that WebKit takes screenshots with, for a third more time a window. Default false. */
  readonly draws?: boolean
  /** More command line flags. */
  readonly args?: readonly string[]
}

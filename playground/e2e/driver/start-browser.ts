import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, LaunchOptions } from './browser.ts'
import type { Engine } from './engine.ts'
import type { Send } from './commands.ts'
import { eventually } from './eventually.ts'
import { startGroup, type ProcessGroup, type Program } from './process-group.ts'
import type { Session } from './session.ts'
import type { Tab } from './tab.ts'
import { createWindowQueue, type WindowQueue } from './window-queue.ts'
import type { Windows } from './windows.ts'

/** What differs from engine to engine. */
export interface Machinery<SomeTab extends Tab> {
  readonly engine: Engine
  readonly windows: Windows
  /** What to start for a profile; its folder is there. */
  program(profileDir: string, scratch: string): Program | Promise<Program>
  connect(group: ProcessGroup, profileDir: string): Promise<Session>
  createTab(windows: WindowQueue, handle: string): SomeTab
  /** Forgets all cookies, or at least those of these sites. */
  forgetCookies(send: Send, sites: readonly string[]): Promise<unknown>
}

/** A browser and the session that drives it. */
export interface Started<SomeTab extends Tab> {
  readonly browser: Browser<SomeTab>
  readonly session: Session
}

const POPUP_TIMEOUT_MS = 10_000

/** Starts a browser without a visible window. It does not outlive this process. */
export async function startBrowser<SomeTab extends Tab>(
  machinery: Machinery<SomeTab>,
  options: LaunchOptions,
): Promise<Started<SomeTab>> {
  const scratch = await mkdtemp(join(tmpdir(), 'latchkey-e2e-'))
  const profileDir = options.profileDir ?? join(scratch, 'profile')
  await mkdir(profileDir, { recursive: true })
  const group = await startGroup(await machinery.program(profileDir, scratch), scratch)
  try {
    const session = await machinery.connect(group, profileDir)
    const windows = await createWindowQueue(session.send, machinery.windows)
    return { session, browser: createBrowser({ machinery, session, windows, group, profileDir }) }
  } catch (error) {
    await group.stop()
    throw error
  }
}

interface Parts<SomeTab extends Tab> {
  readonly machinery: Machinery<SomeTab>
  readonly session: Session
  readonly windows: WindowQueue
  readonly group: ProcessGroup
  readonly profileDir: string
}

function createBrowser<SomeTab extends Tab>(parts: Parts<SomeTab>): Browser<SomeTab> {
  const { machinery, session, windows, group, profileDir } = parts
  const { engine, createTab, forgetCookies } = machinery
  let ended: Promise<void> | undefined

  async function quit(): Promise<void> {
    // A browser that does not close by itself is killed by the next line.
    await session.end().catch(() => {})
    await group.stop()
  }

  async function kill(): Promise<void> {
    await group.stop()
    await group.gone()
  }

  return {
    engine,
    version: String(session.capabilities['browserVersion']),
    profileDir,
    open: async (url) => createTab(windows, await windows.open(url)),
    async popup(timeoutMs = POPUP_TIMEOUT_MS) {
      const handle = await eventually(windows.adopt, timeoutMs)
      if (handle === undefined) throw new Error(`No page opened a window within ${timeoutMs} ms.`)
      return createTab(windows, handle)
    },
    forget: (sites) => windows.clear((send) => forgetCookies(send, sites)),
    quit: () => (ended ??= quit()),
    kill: () => (ended ??= kill()),
  }
}

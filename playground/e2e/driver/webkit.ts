import { join } from 'node:path'
import type { Browser, LaunchOptions } from './browser.ts'
import { openHttpSession } from './http-session.ts'
import { listeningPort } from './listening-port.ts'
import type { Program } from './process-group.ts'
import { startBrowser } from './start-browser.ts'
import { createTab } from './tab.ts'
import { openEmpty } from './windows.ts'

/** Starts WebKitGTK's MiniBrowser on a display of its own. */
export async function launchWebKit(options: LaunchOptions = {}): Promise<Browser> {
  if (options.profileDir !== undefined) {
    throw new TypeError('WebKit keeps no profile: an automated MiniBrowser stores in memory.')
  }
  // The hosts whose cookies are gone.
  const forgotten = new Set<string>()
  const { browser } = await startBrowser(
    {
      engine: 'webkit',
      windows: {
        // MiniBrowser hides all tabs of a window but the newest, and shows none of them again.
        open: (send, url) => openEmpty(send, 'window', url),
        async empty(send) {
          forgotten.add(hostOf(await send<string>('getUrl')))
          await send('deleteCookies')
          await send('navigate', { url: 'about:blank' })
        },
      },
      program: (profileDir, scratch) => program(profileDir, scratch, options),
      async connect(group) {
        const port = await group.ready(() => listeningPort(group.leader))
        return openHttpSession(port, {})
      },
      createTab,
      async forgetCookies(send, sites) {
        for (const url of sites.filter((one) => !forgotten.has(hostOf(one)))) {
          await send('navigate', { url: new URL(NO_PAGE, url).href })
          await send('deleteCookies')
        }
        forgotten.clear()
      },
    },
    options,
  )
  return browser
}

// An answer without scripts is there under every path that no server has.
const NO_PAGE = '/no-such-page'

function hostOf(url: string): string {
  return new URL(url).hostname
}

// What root starts may have real-time threads, as WebKit's do: they run before all other programs, which then hang.
const AS_ROOT = ['setpriv', '--bounding-set=-sys_nice']

function program(profileDir: string, scratch: string, { draws }: LaunchOptions): Program {
  return {
    command: [...(process.getuid?.() === 0 ? AS_ROOT : []), 'WebKitWebDriver', '--port=0'],
    withDisplay: true,
    environment: {
      // Root needs it.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      // Nothing of the desktop that the tests may run on: its bus would open the window elsewhere.
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      NO_AT_BRIDGE: '1',
      ...(draws !== true && { WEBKIT_DISABLE_DMABUF_RENDERER: '1' }),
      GDK_BACKEND: 'x11',
      GSETTINGS_BACKEND: 'memory',
      HOME: profileDir,
      XDG_CACHE_HOME: join(scratch, 'cache'),
      XDG_CONFIG_HOME: join(scratch, 'config'),
      XDG_DATA_HOME: join(scratch, 'data'),
      XDG_RUNTIME_DIR: scratch,
    },
  }
}

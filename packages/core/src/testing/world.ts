import { createSessionWith } from '../create-session.js'
import type { Ports } from '../ports/ports.js'
import type { SessionStrategy } from '../runtime/driver.js'
import type { SessionOptions } from '../session-options.js'
import type { Session } from '../session.js'
import { cookie } from '../cookie.js'
import { createTestActivity, type TestActivity } from './activity.js'
import { createTestChannels, type TestChannels } from './channel.js'
import { createTestClock } from './clock.js'
import { createTestCrypto } from './crypto.js'
import { createTestHttp } from './http.js'
import { createLife, type Life } from './life.js'
import { createTestLifecycle, type TestLifecycle } from './lifecycle.js'
import { createTestLocks, type TestLocks } from './lock.js'
import { createTestNavigation } from './navigation.js'
import { createHops, type Hops, type Pace } from './pace.js'
import { createTestNetwork, type TestNetwork } from './network.js'
import { createTestServer, type TestServer } from './server.js'
import { createTestStorage, type TestStorage } from './store.js'
import { createTestTab, type Tab } from './tab.js'
import { createTimeline, settled, type Timeline } from './timeline.js'

const START_AT = Date.UTC(2026, 0, 1)
const PAGE = 'https://app.example.com/page'

/** What is special about a world. */
export interface WorldOptions {
  /** The browser's clock is this wrong, all the time. Milliseconds. */
  readonly clockErrorMs?: number
  /** Whether the page is a secure context. Default true. */
  readonly secure?: boolean
  /** What the browser lacks. */
  readonly without?: readonly ('lock' | 'channel' | 'store')[]
  /** How long each step to storage, locks, channels and servers takes. Default: no time at all. */
  readonly pace?: Pace
  /** The jitter of retries and of refreshes ahead: 0 to 1. Default: always 0.5. */
  readonly random?: () => number
  /** Whether a message, or a lock that it held, ends a page in the back/forward cache, as in Chromium and Firefox. Default false. */
  readonly evicts?: boolean
  /** Resolves when nothing is under way that is no step of this world, such as real cryptography. Default: there is nothing. */
  readonly others?: () => Promise<void>
}

/** One browser profile, its tabs, a server, and time that passes when the test says so. */
export interface World {
  readonly server: TestServer
  readonly network: TestNetwork
  readonly storage: TestStorage
  readonly channels: TestChannels
  readonly locks: TestLocks
  readonly timeline: Timeline
  /** Opens a tab and waits until nothing more happens by itself. Default: a cookie session. */
  openTab<User = unknown>(options?: Partial<SessionOptions<User>>): Promise<Tab>
  /** Opens a page without a session: its ports, and what a test does to them. */
  openPage(): TestPage
  /** Lets time pass. */
  advance(ms: number): Promise<void>
  /** The machine sleeps: the wall clock goes on, nothing else does. */
  suspend(ms: number): void
  settled(): Promise<void>
  /** Takes a step at the world's pace. */
  readonly hops: Hops
}

/** The ports of a page, and the user and browser behind them. */
export interface TestPage {
  readonly ports: Ports
  readonly life: Life
  readonly activity: TestActivity
  readonly lifecycle: TestLifecycle
}

export function createWorld(options: WorldOptions = {}): World {
  const { clockErrorMs = 0, secure = true, without = [], pace, evicts = false } = options
  const { random = () => 0.5, others = async () => {} } = options
  const settle = async (rounds?: number): Promise<void> => {
    await settled(rounds)
    await others()
  }
  // Where each step is a timer of its own, one round lets everything settle that can.
  const timeline = createTimeline(START_AT, () => settle(pace && 1))
  timeline.setWall(clockErrorMs)
  const hops = createHops(timeline, pace)
  const server = createTestServer(timeline.outside)
  const network = createTestNetwork(server.respond, server.jar, timeline, hops)
  const storage = createTestStorage(hops)
  const channels = createTestChannels(hops, evicts)
  const locks = createTestLocks(hops, evicts)
  let ids = 0

  function openPage(): TestPage {
    const life = createLife(pace && ((task) => timeline.after(0, task)))
    const clock = createTestClock(timeline, life)
    const activity = createTestActivity(clock)
    const lifecycle = createTestLifecycle()
    const crypto = createTestCrypto(() => ++ids, random)
    const has = (name: 'lock' | 'channel' | 'store') => !without.includes(name)
    const ports: Ports = {
      activity,
      channel: has('channel') ? channels.forTab(life) : undefined,
      clock,
      crypto,
      http: createTestHttp(network.respond, life),
      lifecycle,
      lock: has('lock') ? locks.forTab(life) : undefined,
      navigation: createTestNavigation(PAGE, secure),
      store: has('store') ? storage.forTab(life) : undefined,
    }
    return { ports, life, activity, lifecycle }
  }

  async function openTab<User>(given: Partial<SessionOptions<User>> = {}): Promise<Tab> {
    const { ports, life, activity, lifecycle } = openPage()
    const session = createSessionWith(ports, { strategy: testCookie(), ...given }) as Session
    const tab = createTestTab(session, { life, activity, lifecycle, server })
    await settle()
    return tab
  }

  return {
    server,
    network,
    storage,
    channels,
    locks,
    timeline,
    openTab,
    openPage,
    advance: timeline.advance,
    suspend: timeline.sleep,
    settled: settle,
    hops,
  }
}

/** The cookie strategy of the scripted server. */
export function testCookie(): SessionStrategy {
  return cookie({
    session: '/session',
    end: '/session/end',
    refresh: '/session/refresh',
    keepAlive: '/session/keep-alive',
  })
}

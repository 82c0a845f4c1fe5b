import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { startPlayground, type Playground } from '../server/start-playground.js'
import type { Browser } from './driver/browser.ts'
import type { Engine } from './driver/engine.ts'
import { launchBrowser } from './driver/launch-browser.ts'
import type { Tab } from './driver/tab.ts'
import type { Measured } from './fault-cells.ts'
import { type NamedCell, SERVER_SPEED } from './fault-runs.ts'
import type { Rotation } from './fault-places.ts'
import { openSignedIn } from './oidc-tab.ts'

// Of the provider's own site, so that a hidden frame gets its cookie.
const PAGE_HOST = 'app.idp.localhost'
const CREDENTIAL_MS = 30_000
const GRACE_MS = 5 * 60_000
const RUN_LIMIT_MS = 120_000

/** A page in which cells run, and the servers they run against. */
export interface FaultStage {
  readonly playground: Playground
  readonly tab: Tab
  run(
    cells: readonly NamedCell[],
    rotation: Rotation,
    aside?: () => Promise<void>,
  ): Promise<Measured[]>
  stop(): Promise<void>
}

/** Starts servers whose time is as fast as the cells', and a page that is signed in at the provider. */
export async function openFaultStage(engine: Engine): Promise<FaultStage> {
  const playground = await startPlayground({ now: fastTime() })
  const browser = await launchBrowser(engine)
  const { port } = new URL(playground.url)
  const servers = {
    issuer: playground.issuer,
    refusing: `http://localhost:${await closedPort()}`,
    silent: {
      page: `http://app.localhost:${port}`,
      provider: playground.issuer.replace('idp.', 'orders.'),
    },
  }
  const origins = [servers.refusing, servers.silent.page, servers.silent.provider]
  for (const origin of origins) playground.allowConnection(origin)
  const tab = await openPage(playground, browser, `http://${PAGE_HOST}:${port}`)

  async function run(
    cells: readonly NamedCell[],
    rotation: Rotation,
    aside?: () => Promise<void>,
  ): Promise<Measured[]> {
    setLimits(playground, rotation)
    await tab.run(`faultMatrix.start(${JSON.stringify(cells)}, ${JSON.stringify(servers)})`)
    await aside?.()
    await tab.until('faultMatrix.left() === 0', RUN_LIMIT_MS)
    return tab.run('faultMatrix.results.splice(0)')
  }

  async function stop(): Promise<void> {
    await browser.quit()
    await playground.stop()
  }

  return { playground, tab, run, stop }
}

async function openPage(playground: Playground, browser: Browser, origin: string): Promise<Tab> {
  const tab = await openSignedIn({ playground, browser }, 'without-shared', origin)
  await tab.goto(`${origin}/e2e/pages/fault-matrix.html`)
  await tab.until('globalThis.faultMatrix')
  return tab
}

function setLimits({ limits, identity }: Playground, rotation: Rotation): void {
  const graceMs = rotation === 'grace' ? GRACE_MS : 0
  Object.assign(limits, {
    accessTokenMs: CREDENTIAL_MS,
    credentialMs: CREDENTIAL_MS,
    idleMs: 60 * 60_000,
    graceMs,
  })
  // The provider keeps real time.
  Object.assign(identity.limits, {
    accessTokenMs: CREDENTIAL_MS,
    refreshGraceMs: graceMs / SERVER_SPEED,
  })
}

function fastTime(): () => number {
  const startedAt = Date.now()
  return () => startedAt + (Date.now() - startedAt) * SERVER_SPEED
}

/** A port that was free a moment ago, and that nobody listens at. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

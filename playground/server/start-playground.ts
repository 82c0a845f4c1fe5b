import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { API_HOST } from './api-host.js'
import { makeCertificate } from './certificate.js'
import type { Counters } from './counters.js'
import { createApp } from './create-app.js'
import type { Faults } from './faults.js'
import type { Identity } from './identity/identity.js'
import { startIdentity, type RunningIdentity } from './identity/start-identity.js'
import type { Limits } from './limits.js'
import { pageOriginsAt } from './page-hosts.js'
import { createPlaygroundState, endSessions, expireCredentials } from './playground-state.js'
import type { PlaygroundState } from './playground-state.js'

/** How to start a playground. */
export interface PlaygroundOptions {
  /** The port of the http listener. Default 0: a free one. The https port is always a free one. */
  readonly port?: number
  /** The port of the identity server. Default 0: a free one. */
  readonly identityPort?: number
  /** Listens on https too, with a certificate made for this run. Default false. */
  readonly https?: boolean
  /** The folder of the built pages, which may be missing. Default `playground/dist`. */
  readonly distDir?: string
  /** Tells the time, in epoch milliseconds. Default `Date.now`. */
  readonly now?: () => number
}

/** A running server with a state of its own: many can run side by side. */
export interface Playground {
  /** The pages' origin, `http://localhost:PORT`. */
  readonly url: string
  /** The API's own origin, `http://api.localhost:PORT`; the same server. */
  readonly apiUrl: string
  readonly httpsUrl?: string
  readonly httpsApiUrl?: string
  /** The identity server's origin, `http://idp.localhost:PORT`; also where `https` is on. */
  readonly issuer: string
  /** The identity server's knobs and counts. It keeps real time, whatever `now` says. */
  readonly identity: Identity
  /** Counts since the start; `counters.log` has the last 500 requests. */
  readonly counters: Counters
  readonly faults: Faults
  /** Change them at any time. */
  readonly limits: Limits
  readonly now: () => number
  /** Expires every cookie credential and access token; the sessions stand. */
  expireCredentials(): void
  /** Ends one session, or all, as another device would; returns how many. */
  endSessions(reference?: string): number
  /** Takes the pages of another origin for our own, such as those of Vite's dev server. */
  allowPageOrigin(origin: string): void
  /** Lets pages that are loaded from now on connect to another origin, too. */
  allowConnection(origin: string): void
  /** Stops at once, hung connections or not. */
  stop(): Promise<void>
}

// `localhost` is loopback, v4 and v6 where the machine has both; nobody else reaches us.
const HOST = 'localhost'
const DEFAULT_DIST_DIR = fileURLToPath(new URL('../dist', import.meta.url))

/**
 * Starts the playground's server.
 *
 * @throws the error of `listen`, `EADDRINUSE` where `port` is taken
 */
export async function startPlayground(options: PlaygroundOptions = {}): Promise<Playground> {
  const { port = 0, https = false, distDir = DEFAULT_DIST_DIR, now = Date.now } = options
  const certificate = https ? await makeCertificate() : undefined
  const state = createPlaygroundState(now)
  const identity = await startIdentity(state, HOST, options.identityPort ?? 0)
  const pages = createApp(state, identity, distDir)
  const securePages = certificate && createApp(state, identity, distDir, certificate)
  const stop = (): Promise<void> => stopAll(state, [pages, securePages], identity)

  try {
    const httpPort = await listen(pages, port)
    const httpsPort = securePages && (await listen(securePages, 0))
    const origins = [...pageOriginsAt('http', httpPort), ...pageOriginsAt('https', httpsPort)]
    for (const origin of origins) state.pageOrigins.add(origin)
    return { ...addressesOf(httpPort, httpsPort), ...controlsOf(state, identity), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function listen(app: FastifyInstance, port: number): Promise<number> {
  return Number(new URL(await app.listen({ host: HOST, port })).port)
}

async function stopAll(
  state: PlaygroundState,
  apps: readonly (FastifyInstance | undefined)[],
  identity: RunningIdentity,
): Promise<void> {
  state.stopping.abort()
  await Promise.all([...apps.map((app) => app?.close()), identity.stop()])
}

type Address = 'url' | 'apiUrl' | 'httpsUrl' | 'httpsApiUrl'

function addressesOf(httpPort: number, httpsPort: number | undefined): Pick<Playground, Address> {
  const over = (scheme: string, host: string, port: number): string => `${scheme}://${host}:${port}`
  return {
    url: over('http', HOST, httpPort),
    apiUrl: over('http', API_HOST, httpPort),
    ...(httpsPort !== undefined && {
      httpsUrl: over('https', HOST, httpsPort),
      httpsApiUrl: over('https', API_HOST, httpsPort),
    }),
  }
}

function controlsOf(
  state: PlaygroundState,
  { identity }: RunningIdentity,
): Omit<Playground, Address | 'stop'> {
  return {
    issuer: identity.issuer,
    identity,
    counters: state.counters,
    faults: state.faults,
    limits: state.limits,
    now: state.now,
    expireCredentials: () => expireCredentials(state),
    endSessions: (reference) => endSessions(state, reference),
    allowPageOrigin: (origin) => void state.pageOrigins.add(origin),
    allowConnection: (origin) => void state.connectSources.add(origin),
  }
}

import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { API_HOST } from './api-host.js'
import { makeCertificate } from './certificate.js'
import type { Counters } from './counters.js'
import { createApp } from './create-app.js'
import type { Faults } from './faults.js'
import type { Limits } from './limits.js'
import { createPlaygroundState, endSessions, expireCredentials } from './playground-state.js'
import type { PlaygroundState } from './playground-state.js'

/** How to start a playground. */
export interface PlaygroundOptions {
  /** The port of the http listener. Default 0: a free one. The https port is always a free one. */
  readonly port?: number
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
  const state = createPlaygroundState(now)
  const apps = [createApp(state, distDir)]
  if (https) apps.push(createApp(state, distDir, await makeCertificate()))
  const stop = (): Promise<void> => stopAll(apps, state)

  try {
    const [httpPort, httpsPort] = [await listen(apps[0], port), await listen(apps[1], 0)]
    return assemble(state, stop, `:${httpPort}`, httpsPort === undefined ? '' : `:${httpsPort}`)
  } catch (error) {
    await stop()
    throw error
  }
}

async function listen(app: FastifyInstance | undefined, port: number): Promise<number | undefined> {
  const address = await app?.listen({ host: HOST, port })
  return address === undefined ? undefined : Number(new URL(address).port)
}

async function stopAll(apps: readonly FastifyInstance[], state: PlaygroundState): Promise<void> {
  state.stopping.abort()
  await Promise.all(apps.map((app) => app.close()))
}

function assemble(
  state: PlaygroundState,
  stop: () => Promise<void>,
  httpPort: string,
  httpsPort: string,
): Playground {
  const [url, httpsUrl] = [`http://${HOST}${httpPort}`, `https://${HOST}${httpsPort}`]
  state.pageOrigins.add(url)
  if (httpsPort !== '') state.pageOrigins.add(httpsUrl)

  return {
    url,
    apiUrl: `http://${API_HOST}${httpPort}`,
    ...(httpsPort !== '' && { httpsUrl, httpsApiUrl: `https://${API_HOST}${httpsPort}` }),
    counters: state.counters,
    faults: state.faults,
    limits: state.limits,
    now: state.now,
    expireCredentials: () => expireCredentials(state),
    endSessions: (reference) => endSessions(state, reference),
    allowPageOrigin: (origin) => void state.pageOrigins.add(origin),
    stop,
  }
}

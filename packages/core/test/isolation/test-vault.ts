import { createHost } from '../../src/isolation/host.js'
import { createOpenVault } from '../../src/isolation/open-vault.js'
import { createRemoteDriver } from '../../src/isolation/remote.js'
import { parseConfig, vaultName } from '../../src/isolation/vault-config.js'
import type { Limits } from '../../src/machine/policy.js'
import type { WirePort } from '../../src/ports/wire-port.js'
import type { SessionStrategy } from '../../src/runtime/driver.js'
import { bearerStrategy } from '../../src/strategies/bearer.js'
import { createTestBrowsing, type TestBrowsing } from '../../src/testing/browsing.js'
import type { TestPage, World } from '../../src/testing/index.js'
import type { Life } from '../../src/testing/life.js'
import { createLane } from '../../src/testing/pace.js'

const ENDPOINTS = {
  signIn: { url: 'https://app.example.com/token/sign-in' },
  refresh: { url: 'https://app.example.com/token/refresh' },
  end: { url: 'https://app.example.com/token/end' },
}

/** What a vault of these tests is made for. */
export interface TestVaultOptions {
  readonly limits?: Partial<Limits>
  readonly persist?: 'none' | 'sealed'
  readonly exposeToken?: boolean
  /** Called with every message that a page gets. */
  readonly onTold?: (message: unknown) => void
}

/** A vault at work in a realm of its own. */
export interface TestVault {
  readonly realm: TestPage
  /** A connection whose messages are cloned, as a port's are; those to `page` wait while it is frozen. */
  connect(listener: (message: unknown) => void, page?: Life): WirePort
}

export function startTestVault(
  world: World,
  realm: TestPage,
  { limits, persist = 'none', exposeToken = false, onTold }: TestVaultOptions = {},
): TestVault {
  const config = parseConfig(
    vaultName({
      version: 'test',
      name: 'notes',
      strategy: { kind: 'bearer', options: ENDPOINTS },
      allowedOrigins: [],
      limits: { idleTimeoutMs: Infinity, warningMs: 0, absoluteTimeoutMs: Infinity, ...limits },
      persist,
      baseUrl: 'https://app.example.com/',
      exposeToken,
    }),
  )
  const host = createHost(config, bearerStrategy(ENDPOINTS), realm.ports)

  function connect(listener: (message: unknown) => void, page?: Life): WirePort {
    const toPage = createLane(world.hops, 'wire')
    const toVault = createLane(world.hops, 'wire')
    let hear: (message: unknown) => void = () => {}
    let open = true
    async function arrive(lane: () => Promise<void>, life: Life | undefined, work: () => void) {
      await lane()
      const now = (): void => void (open && work())
      if (life === undefined) now()
      else life.run(now)
    }
    host.connect((heard) => {
      hear = heard
      return {
        post: (message, transfer = []) => {
          const sent = structuredClone(message, { transfer })
          onTold?.(sent)
          void arrive(toPage, page, () => listener(sent))
        },
        close: () => {},
      }
    })
    return {
      post: (message) => {
        const sent = structuredClone(message)
        void arrive(toVault, realm.life, () => hear(sent))
      },
      close: () => void (open = false),
    }
  }

  return { realm, connect }
}

/** The strategy of a page whose session is in the vault that `current` finds. */
export function inTestVault(
  { ports, life }: TestPage,
  current: () => Pick<TestVault, 'connect'>,
  browsing: TestBrowsing = createTestBrowsing('https://app.example.com/page'),
): SessionStrategy {
  const openVault = createOpenVault(ports.clock, [
    { isolation: 'shared-worker', open: (listener) => current().connect(listener, life) },
  ])
  return {
    kind: 'bearer',
    key: 'notes',
    isolates: true,
    start: (front) =>
      createRemoteDriver(front, {
        ports: { ...ports, randomId: ports.crypto.randomId },
        browsing,
        openVault,
        returned: undefined,
      }),
  }
}

import { createHost } from '../../src/isolation/host.js'
import { createOpenVault } from '../../src/isolation/open-vault.js'
import { createRemoteDriver } from '../../src/isolation/remote.js'
import { parseConfig, vaultName } from '../../src/isolation/vault-config.js'
import type { WirePort } from '../../src/ports/wire-port.js'
import type { SessionStrategy } from '../../src/runtime/driver.js'
import type { SessionOptions } from '../../src/session-options.js'
import type { SessionEvents, SessionState } from '../../src/session.js'
import { bearerStrategy } from '../../src/strategies/bearer.js'
import { EVENTS } from '../../src/testing/tab.js'
import { createTestBrowsing } from '../../src/testing/browsing.js'
import { createSessionWith, createWorld } from '../../src/testing/index.js'

const ENDPOINTS = {
  signIn: { url: 'https://app.example.com/token/sign-in' },
  refresh: { url: 'https://app.example.com/token/refresh' },
  end: { url: 'https://app.example.com/token/end' },
}

/** A browser profile with one vault in it, and pages that connect to it. */
export function openVaultWorld(options: { exposeToken?: boolean; idleTimeoutMs?: number } = {}) {
  const world = createWorld()
  const config = parseConfig(
    vaultName({
      version: 'test',
      name: 'notes',
      strategy: { kind: 'bearer', options: ENDPOINTS },
      allowedOrigins: [],
      limits: {
        idleTimeoutMs: options.idleTimeoutMs ?? Infinity,
        warningMs: (options.idleTimeoutMs ?? 0) / 2,
        absoluteTimeoutMs: Infinity,
      },
      persist: 'none',
      baseUrl: 'https://app.example.com/',
      exposeToken: options.exposeToken ?? false,
    }),
  )
  /** Every message that a page got. */
  const told: unknown[] = []
  const realm = world.openPage()
  const host = createHost(config, bearerStrategy(ENDPOINTS), realm.ports)

  /** A connection whose messages are cloned, as a port's are. */
  function connect(listener: (message: unknown) => void): WirePort {
    let toVault: (message: unknown) => void = () => {}
    let open = true
    const later = (work: () => void): void => queueMicrotask(() => open && work())
    host.connect((heard) => {
      toVault = heard
      return {
        post: (message, transfer = []) => {
          const sent = structuredClone(message, { transfer })
          told.push(sent)
          later(() => listener(sent))
        },
        close: () => {},
      }
    })
    return {
      post: (message) => {
        const sent = structuredClone(message)
        later(() => toVault(sent))
      },
      close: () => void (open = false),
    }
  }

  async function openPage(given: Partial<SessionOptions<unknown>> = {}) {
    const { ports, life, activity, lifecycle } = world.openPage()
    const browsing = createTestBrowsing('https://app.example.com/page')
    const { idleTimeoutMs } = options
    const openVault = createOpenVault(ports.clock, [{ isolation: 'shared-worker', open: connect }])
    const strategy: SessionStrategy = {
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
    const session = createSessionWith(ports, {
      strategy,
      ...(idleTimeoutMs && { idle: { timeoutMs: idleTimeoutMs, warningMs: idleTimeoutMs / 2 } }),
      ...given,
    })
    const events: (keyof SessionEvents)[] = []
    for (const name of EVENTS) session.on(name, () => void events.push(name))
    await world.settled()
    return {
      session,
      events,
      life,
      browsing,
      state: (): SessionState => session.state,
      touch: () => activity.touch(),
      happen: lifecycle.happen,
    }
  }

  return { world, told, connect, openPage }
}

import type { SessionOptions } from '../../src/session-options.js'
import type { SessionEvents, SessionState } from '../../src/session.js'
import { createTestBrowsing } from '../../src/testing/browsing.js'
import { createSessionWith, createWorld } from '../../src/testing/index.js'
import { EVENTS } from '../../src/testing/tab.js'
import { inTestVault, startTestVault } from './test-vault.js'

/** A browser profile with one vault in it, and pages that connect to it. */
export function openVaultWorld(options: { exposeToken?: boolean; idleTimeoutMs?: number } = {}) {
  const world = createWorld()
  const { exposeToken = false, idleTimeoutMs } = options
  const warningMs = (idleTimeoutMs ?? 0) / 2
  const limits = idleTimeoutMs === undefined ? {} : { idleTimeoutMs, warningMs }
  const told: unknown[] = []
  const silent = { connect: () => ({ post: () => {}, close: () => {} }) }
  let answers = true
  let letGoes = 0
  const realm = world.openPage()
  const store = { ...realm.ports.store!, letGo: () => void letGoes++ }
  const vault = startTestVault(
    world,
    { ...realm, ports: { ...realm.ports, store } },
    {
      exposeToken,
      limits,
      onTold: (message) => void told.push(message),
    },
  )

  async function openPage(given: Partial<SessionOptions<unknown>> = {}) {
    const page = world.openPage()
    const { ports, life, activity, lifecycle } = page
    const browsing = createTestBrowsing('https://app.example.com/page')
    const session = createSessionWith(ports, {
      strategy: inTestVault(page, () => (answers ? vault : silent), browsing),
      ...(idleTimeoutMs && { idle: { timeoutMs: idleTimeoutMs, warningMs } }),
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

  /** Whether the vault answers those who greet it from now on. */
  const setAnswers = (now: boolean): void => void (answers = now)

  return { world, told, connect: vault.connect, setAnswers, letGoes: () => letGoes, openPage }
}

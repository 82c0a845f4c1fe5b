import type { Live, MachineState } from '../machine/state.js'
import { isSessionError } from '../errors.js'
import type { LocalDriver } from '../runtime/local-driver.js'
import { parseToVault } from './parse-message.js'
import { watch } from './page-lock.js'
import { createVerbs } from './host-verbs.js'
import type { VaultPage, VaultPages } from './vault-pages.js'
import type { VaultVisits } from './vault-visits.js'
import type { VaultWorld } from './vault-world.js'
import type { Connect } from '../ports/wire-port.js'
import type { Tellable, ToVault, VaultConfig } from './wire.js'
import { packError } from './wire-error.js'

type Hello = ToVault & { kind: 'hello' }

/** What serving a page takes. */
export interface Service {
  readonly config: VaultConfig
  /** Names the vault, and the lock that it holds while it lives. */
  readonly id: string
  /** Resolves when it does hold it: a page that asked for it first would take the vault for dead. */
  readonly alive: Promise<unknown>
  /** Whether this realm can do all that the strategy may need. */
  readonly fits: Promise<boolean>
  readonly driver: LocalDriver
  readonly pages: VaultPages
  readonly world: VaultWorld
  readonly visits: VaultVisits
  readonly secrets: () => readonly string[]
  /** The session as that page should see it. */
  stateFor(page: VaultPage): MachineState
  readonly live: () => Live | undefined
  /** Does something in the name of a page. */
  as<T>(page: VaultPage, work: () => Promise<T>): Promise<T>
}

/** Serves one page, from its greeting to its end; trusts none of its messages. */
export function servePage(connect: Connect, service: Service): void {
  const { driver, pages, world, visits, stateFor } = service
  const verbs = createVerbs(service)
  let page: VaultPage | undefined

  const port = connect((message) => {
    const parsed = parseToVault(message)
    if (parsed?.kind === 'hello') greet(parsed)
    else if (parsed !== undefined && page !== undefined) hear(page, parsed)
  })

  function greet(hello: Hello): void {
    // The same page again, back from the back/forward cache.
    if (page !== undefined) lose(page)
    const { page: id, visible, leavable } = hello
    const mine: VaultPage = {
      id,
      port,
      visible,
      leavable,
      held: 0,
      calls: new Map(),
      leaving: false,
    }
    page = mine
    pages.add(mine)
    // Its lock is free when it is dead: a page that crashed says no goodbye.
    watch(world.ports.lock, id, () => lose(mine))
    void begin(mine, hello)
  }

  /** A return from the provider comes before anything that is found. */
  async function begin(mine: VaultPage, { callback, insists }: Hello): Promise<void> {
    await service.alive
    const fits = await service.fits
    port.post({ kind: 'ready', vault: service.id, shared: driver.sharedGrant(), fits })
    if (!fits && insists !== true) return lose(mine)
    if (callback !== undefined) {
      await service
        .as(mine, () => driver.signIn({ callback }))
        .catch((error: unknown) => {
          const used = isSessionError(error) && error.field === 'used'
          if (!used) port.post({ kind: 'refused', error: packError(error) })
        })
    }
    world.open()
    world.changed(pages.visible() ? 'shown' : 'hidden')
    // What this realm knows may be as old as its page's sleep.
    await driver.verify()
    port.post({ kind: 'state', state: stateFor(mine), event: { type: 'woke' } })
  }

  function lose(mine: VaultPage): void {
    if (!pages.has(mine)) return
    while (mine.held > 0) {
      mine.held--
      driver.hold(-1)
    }
    pages.remove(mine)
    if (!pages.visible()) world.changed('hidden')
    // A worker of one page sleeps with it.
    if (pages.none()) world.changed('left')
  }

  function hear(mine: VaultPage, message: ToVault): void {
    if (message.kind === 'tell') tell(mine, message.what)
    else if (message.kind === 'call') void verbs.run(mine, message)
    else if (message.kind === 'abort') mine.calls.get(message.id)?.abort()
    else if (message.kind === 'visiting') visits.answered(message.id, message.blocked)
    else if (message.kind === 'bye') lose(mine)
  }

  function tell(mine: VaultPage, what: Tellable): void {
    if (what === 'touched') world.touched()
    else if (what === 'extended') driver.extend()
    else if (what === 'held' || (what === 'released' && mine.held > 0)) {
      const by = what === 'held' ? 1 : -1
      mine.held += by
      driver.hold(by)
    } else if (what === 'online' || what === 'shown' || what === 'hidden') {
      if (what !== 'online') mine.visible = what === 'shown'
      if (what !== 'hidden' || !pages.visible()) world.changed(what)
    }
  }
}

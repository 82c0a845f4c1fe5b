import type { MachineEvent } from '../machine/event.js'
import { type MachineState, startingState } from '../machine/state.js'
import type { RealmPorts } from '../ports/ports.js'
import type { Strategy } from '../ports/strategy.js'
import { createLocalDriver } from '../runtime/local-driver.js'
import { createReadiness } from '../runtime/readiness.js'
import { holdWhileAlive } from './page-lock.js'
import { servePage } from './host-page.js'
import { returnsChannel } from './returns.js'
import { createVaultPages, type VaultPage } from './vault-pages.js'
import { createVaultVisits } from './vault-visits.js'
import { createVaultWorld } from './vault-world.js'
import type { Connect } from '../ports/wire-port.js'
import type { VaultConfig } from './wire.js'

/** A vault at work: it runs one session for all the pages that connect. */
export interface Host {
  connect(connect: Connect): void
}

/** Runs a session in a realm that has no page; its pages show it and tell it what their users do. */
export function createHost(config: VaultConfig, strategy: Strategy, realm: RealmPorts): Host {
  const pages = createVaultPages()
  const readiness = createReadiness()
  const id = realm.crypto.randomId()
  const alive = holdWhileAlive(realm.lock, id)
  const needsKeys = strategy.kind === 'oidc' || config.persist === 'sealed'
  const fits = needsKeys ? realm.crypto.keepsKeys() : Promise.resolve(true)
  let caller: VaultPage | undefined
  let actor: VaultPage | undefined
  let state: MachineState = startingState(false)

  const visits = createVaultVisits(pages, realm.channel, returnsChannel(config.name), () => caller)
  const world = createVaultWorld(realm, config.baseUrl, pages, visits)
  const driver = createLocalDriver(
    {
      // The app's own type of user is its pages' business.
      options: { ...config, user: (claims) => claims },
      publish,
      emit: (name, detail) => pages.post(() => ({ kind: 'emit', name, detail })),
      known: readiness.known,
    },
    strategy,
    world.ports,
  )

  function publish(next: MachineState, event: MachineEvent): void {
    state = next
    if (event.type === 'ended' || event.type === 'signedIn') actor = caller
    readiness.publish(next)
    pages.post((page) => ({ kind: 'state', state: stateFor(page), event: bare(event) }))
  }

  /** What one page did came from elsewhere to the others. */
  function stateFor(page: VaultPage): MachineState {
    const others = actor !== undefined && actor !== page && state.origin === 'here'
    return others ? { ...state, origin: 'elsewhere' } : state
  }

  return {
    connect: (connect) =>
      servePage(connect, {
        config,
        id,
        alive,
        fits,
        driver,
        pages,
        world,
        visits,
        secrets: () => strategy.secrets?.() ?? [],
        stateFor,
        live: () => state.live,
        as: (page, work) => {
          caller = page
          return work().finally(() => (caller = caller === page ? undefined : caller))
        },
      }),
  }
}

/** What a page's events are made of; nothing else of what happened is its business. */
function bare(event: MachineEvent): MachineEvent {
  return event.type === 'renewed' ? event : { type: 'woke' }
}

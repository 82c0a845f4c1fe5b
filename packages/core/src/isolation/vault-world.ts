import type { Activity } from '../ports/activity.js'
import type { Lifecycle, LifecycleChange } from '../ports/lifecycle.js'
import type { Ports, RealmPorts } from '../ports/ports.js'
import type { Visit } from '../ports/visit.js'
import type { VaultPages } from './vault-pages.js'

/** The ears of an engine that has no page: what its pages tell it. */
export interface VaultWorld {
  readonly ports: Ports
  /** Lets the engine begin. */
  open(): void
  touched(): void
  changed(change: LifecycleChange): void
}

/** Puts a world together from the realm's own ports and its pages. */
export function createVaultWorld(
  realm: RealmPorts,
  baseUrl: string,
  pages: VaultPages,
  visit: Visit,
): VaultWorld {
  let touch = (): void => {}
  let change: (what: LifecycleChange) => void = () => {}
  let begin: (() => void) | undefined
  let opened = false

  const activity: Activity = {
    listen: (_everyMs, listener) => {
      touch = listener
      return () => (touch = () => {})
    },
  }
  const lifecycle: Lifecycle = {
    visible: () => pages.visible(),
    whenOpened: (work) => {
      if (opened) work()
      else begin = work
    },
    listen: (listener) => {
      change = listener
      return () => (change = () => {})
    },
  }
  return {
    ports: {
      ...realm,
      activity,
      lifecycle,
      // No page of an insecure context asks for a vault.
      navigation: { baseUrl: () => baseUrl, secure: () => true },
      visit,
    },
    open: () => {
      if (opened) return
      opened = true
      begin?.()
    },
    touched: () => touch(),
    changed: (what) => change(what),
  }
}

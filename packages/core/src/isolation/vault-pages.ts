import type { WirePort } from '../ports/wire-port.js'
import type { ToPage } from './wire.js'

/** A page that is connected. */
export interface VaultPage {
  readonly id: string
  readonly port: WirePort
  visible: boolean
  /** Its address, where it may be sent to a provider without the user's asking. */
  readonly leavable: string | undefined
  /** How many want no idleness. */
  held: number
  /** What it asked for and has not got yet. */
  readonly calls: Map<number, AbortController>
  /** It is on its way to another address: it wants no answers any more. */
  leaving: boolean
}

/** The pages of a vault. */
export interface VaultPages {
  add(page: VaultPage): void
  /** Forgets a page and aborts what it asked for. */
  remove(page: VaultPage): void
  has(page: VaultPage): boolean
  none(): boolean
  visible(): boolean
  /** The one to be sent somewhere, if any: one that somebody looks at, first. */
  best(fits: (page: VaultPage) => boolean): VaultPage | undefined
  post(message: (page: VaultPage) => ToPage): void
}

export function createVaultPages(): VaultPages {
  const pages = new Set<VaultPage>()
  return {
    add: (page) => void pages.add(page),
    remove: (page) => {
      pages.delete(page)
      for (const call of page.calls.values()) call.abort()
      page.calls.clear()
    },
    has: (page) => pages.has(page),
    none: () => pages.size === 0,
    visible: () => [...pages].some(({ visible }) => visible),
    best: (fits) => {
      const fitting = [...pages].filter((page) => !page.leaving && fits(page))
      return fitting.find(({ visible }) => visible) ?? fitting[0]
    },
    post: (message) => {
      for (const page of pages) page.port.post(message(page))
    },
  }
}

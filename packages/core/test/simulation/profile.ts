import type { Session } from '../../src/session.js'
import type { TestPage, World } from '../../src/testing/index.js'
import type { History } from './history.js'
import type { Ledger, Moment, Realm } from './ledger.js'
import type { SimulatedProvider } from './simulated-provider.js'

/** A tab with a session in it. */
export interface SimulatedTab extends Realm {
  readonly page: TestPage
  readonly session: Session
  readonly opened: Moment
  /** Runs a later version of the code. */
  readonly newer: boolean
  /** When it was opened, or went on after it had been frozen. */
  resumed: Moment
  /** The sign-in that it showed last. */
  epoch: string | undefined
  /** When its user signed out before the tab knew who was there. */
  leftEarly?: Moment
  /** It said that it works for itself. */
  alone: boolean
}

/** `callback`: the address of a return from the provider. */
export interface Opening {
  readonly newer?: boolean
  readonly callback?: string
}

/** The browser of a history: its tabs, perhaps a vault, and all that is noted of them. */
export interface Profile {
  readonly world: World
  readonly history: History
  readonly ledger: Ledger
  readonly provider: SimulatedProvider
  /** All tabs that ever were. */
  readonly tabs: SimulatedTab[]
  living(): SimulatedTab[]
  running(): SimulatedTab[]
  hasVault(): boolean
  open(opening?: Opening): SimulatedTab
  /** From now on every step is quick. */
  calm(): void
}

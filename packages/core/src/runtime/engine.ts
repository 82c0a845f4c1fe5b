import type { MachineEvent } from '../machine/event.js'
import type { Policy } from '../machine/policy.js'
import type { MachineState } from '../machine/state.js'
import type { Ports } from '../ports/ports.js'
import type { Sharing, Strategy } from '../ports/strategy.js'
import type { NoticeCode } from '../session.js'
import type { Front } from './driver.js'
import type { EpochSignals } from './epoch-signals.js'
import type { HintKind } from './hints.js'
import type { QueuedEnd } from './record.js'
import type { RecordKeeper } from './record-keeper.js'

/** What the parts of the runtime share. */
export interface Engine {
  readonly name: string
  readonly ports: Ports
  readonly policy: Policy
  readonly strategy: Strategy
  readonly sharing: Sharing
  readonly keeper: RecordKeeper
  readonly signals: EpochSignals
  /** Turns what a server says of the user into the app's own type; throws what the app throws. */
  readonly parseUser: (claims: unknown) => unknown
  readonly now: () => number
  readonly state: () => MachineState
  readonly dispatch: (event: MachineEvent) => void
  /** Nothing is due before. */
  readonly wakeAt: () => number
  /** Says once what is missing here. */
  readonly notice: (code: NoticeCode) => void
  readonly emit: Front['emit']
  /** Tells the other tabs to look at the record. */
  tell: (kind: HintKind, epoch: string) => void
  /** The end under way, or the last one. */
  finishing: Promise<unknown>
  /** How many sign-ins were asked for here. */
  signIns: number
  /** The end of a grant that only this tab holds. */
  ownEnd: QueuedEnd | undefined
}

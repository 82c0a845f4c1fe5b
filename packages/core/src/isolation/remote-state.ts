import type { MachineEvent } from '../machine/event.js'
import { type MachineState, startingState } from '../machine/state.js'
import type { Lifecycle } from '../ports/lifecycle.js'
import type { Front } from '../runtime/driver.js'
import { rememberingLast } from '../runtime/remembering-last.js'

/** What the vault says of the session, as this page shows it. */
export interface RemoteState {
  show(state: MachineState, event: MachineEvent): void
  /** Nothing is known any more, until the vault has spoken again. */
  forget(): void
  epoch(): string | undefined
}

/** The app's own type of user is made here: functions do not cross. */
export function createRemoteState({ options, publish }: Front, lifecycle: Lifecycle): RemoteState {
  const parse = rememberingLast(options.user)
  let epoch: string | undefined

  function withUser(state: MachineState): MachineState {
    const { live } = state
    if (live === undefined) return state
    try {
      return { ...state, live: { ...live, user: parse(live.user) } }
    } catch {
      const failure = {
        work: 'restore',
        attempts: 1,
        retryAt: Infinity,
        throttled: false,
        field: 'user',
      } as const
      return { ...state, status: 'starting', failure }
    }
  }

  return {
    show: (state, event) => {
      epoch = state.live?.epoch
      publish(withUser(state), event)
    },
    forget: () => {
      epoch = undefined
      publish(startingState(lifecycle.visible()), { type: 'restored' })
    },
    epoch: () => epoch,
  }
}

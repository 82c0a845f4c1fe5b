import { fieldsOf } from '../strategies/fields.js'
import type { Browsing, Popup } from '../ports/browsing.js'
import type { ToPage, ToVault } from './wire.js'

/** Windows and frames that this page opens for its vault. */
export interface RemoteVisits {
  /** Opens the popup that a call asks for now, while the click that led here still counts; the result closes it. */
  prepare(input: unknown): () => void
  make(visit: ToPage & { kind: 'visit' }, answer: (message: ToVault) => void): void
  /** The popup and the frame that are at the provider have done their work. */
  drop(): void
}

export function createRemoteVisits(browsing: Browsing): RemoteVisits {
  // A later call's popup waits here while the visit of an earlier one is given up.
  let waiting: Popup | undefined
  let close: (() => void) | undefined

  return {
    prepare: (input) => {
      const mine = fieldsOf(input)['method'] === 'popup' ? browsing.popup() : undefined
      waiting = mine
      return () => {
        mine?.close()
        if (waiting === mine) waiting = undefined
      }
    },
    make: ({ id, method, url }, answer) => {
      const popup = method === 'popup' ? (waiting ?? browsing.popup()) : undefined
      answer({ kind: 'visiting', id, blocked: method === 'popup' && popup === undefined })
      if (method === 'redirect') browsing.leave(url)
      else if (method === 'frame') close = browsing.frame(url)
      else {
        waiting = undefined
        close = popup?.close
        popup?.goTo(url)
      }
    },
    drop: () => {
      close?.()
      close = undefined
    },
  }
}

import { fieldsOf } from '../strategies/fields.js'
import type { Browsing, Popup } from '../ports/browsing.js'
import type { ToPage, ToVault } from './wire.js'

/** Windows and frames that this page opens for its vault. */
export interface RemoteVisits {
  /** Opens the popup that a call asks for now, while the click that led here still counts. */
  prepare(input: unknown): void
  make(visit: ToPage & { kind: 'visit' }, answer: (message: ToVault) => void): void
  /** The popup and the frame have done their work. */
  drop(): void
}

export function createRemoteVisits(browsing: Browsing): RemoteVisits {
  let popup: Popup | undefined
  let closeFrame = (): void => {}

  return {
    prepare: (input) => {
      if (fieldsOf(input)['method'] === 'popup') popup = browsing.popup()
    },
    make: ({ id, method, url }, answer) => {
      if (method === 'popup') popup ??= browsing.popup()
      const blocked = method === 'popup' && popup === undefined
      answer({ kind: 'visiting', id, blocked })
      if (method === 'redirect') browsing.leave(url)
      else if (method === 'frame') closeFrame = browsing.frame(url)
      else popup?.goTo(url)
    },
    drop: () => {
      popup?.close()
      popup = undefined
      closeFrame()
      closeFrame = () => {}
    },
  }
}

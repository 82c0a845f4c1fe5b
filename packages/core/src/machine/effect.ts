import type { EndOrigin, EndReason } from './end.js'

/** What a decision asks the runtime to do. */
export type Effect =
  | { readonly type: 'restore' }
  | { readonly type: 'refresh' }
  /** Send the queued sign-outs. */
  | { readonly type: 'drain' }
  /** Ask the server, passively, whether the session stands. */
  | { readonly type: 'check' }
  | { readonly type: 'keepAlive' }
  | { readonly type: 'readRecord' }
  | {
      readonly type: 'saveActivity'
      readonly epoch: string
      readonly activeAt: number
      /** It closes the warning: the other tabs must hear of it. */
      readonly extends: boolean
    }
  | {
      readonly type: 'finish'
      readonly epoch: string
      readonly reference: string | undefined
      readonly reason: EndReason
      readonly origin: EndOrigin
    }

import type { EndOrigin, EndReason } from './end.js'
import type { Live, Work } from './state.js'

/** What the record says, as far as decisions need it. */
export interface RecordFacts {
  readonly epoch: string
  readonly generation: number
  readonly account: string | undefined
  readonly startedAt: number
  readonly activeAt: number
  readonly serverIdleAt: number
  readonly serverEndsAt: number
  readonly ended: EndReason | undefined
}

/** What a server's answer changes in a running session. */
export interface Renewal {
  readonly generation?: number
  readonly user?: unknown
  readonly reference?: string | undefined
  readonly expiresAt?: number
  readonly refreshAt?: number
  readonly serverIdleAt: number
  readonly serverEndsAt: number
  readonly serverWindowMs: number
}

/** What happened. */
export type MachineEvent =
  | { readonly type: 'opened' }
  | { readonly type: 'woke' }
  | { readonly type: 'touched' }
  | { readonly type: 'extended' }
  | { readonly type: 'held'; readonly by: 1 | -1 }
  | { readonly type: 'shown' }
  | { readonly type: 'hidden' }
  | { readonly type: 'restored' }
  | { readonly type: 'online' }
  /** The server answered a request of the app, and so noticed activity. */
  | { readonly type: 'sent'; readonly at: number }
  /** 'unreadable': there is no news to be had from the record. */
  | { readonly type: 'recordRead'; readonly record: RecordFacts | 'missing' | 'unreadable' }
  | { readonly type: 'signedIn'; readonly live: Live; readonly origin: 'here' | 'elsewhere' }
  /** A restore found nothing. */
  | {
      readonly type: 'notSignedIn'
      readonly epoch: string | undefined
      readonly reason: EndReason
      readonly origin: EndOrigin
    }
  /** A credential was renewed (with a generation), or a check or keep-alive was answered. */
  | {
      readonly type: 'renewed'
      readonly epoch: string
      /** Whether the server's idle timer began anew. */
      readonly slid: boolean
      readonly origin: 'here' | 'elsewhere'
      readonly renewal: Renewal
    }
  | {
      readonly type: 'ended'
      readonly epoch: string
      readonly reason: EndReason
      readonly origin: EndOrigin
    }
  | {
      readonly type: 'failed'
      readonly work: Work
      readonly retryAfterMs: number
      readonly field: string | undefined
      /** Uniform in [0, 1). */
      readonly jitter: number
    }
  | { readonly type: 'done'; readonly work: Work }

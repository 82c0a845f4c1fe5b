/** How a session is held. */
export const WAYS = ['cookie', 'bearer', 'oidc'] as const
export type Way = (typeof WAYS)[number]

/** What a session does that a fault can hit. */
export const MOMENTS = ['start', 'ahead', '401', 'signOut'] as const
export type Moment = (typeof MOMENTS)[number]

/** How a fault is made: at the server, or on the way there. */
export interface FaultMaking {
  /** As `playground/server/faults.ts` knows it; `slowMs` is the session's own time. */
  readonly server?: {
    readonly kind: string
    readonly times?: number
    readonly retryAfterSeconds?: number | 'none'
    readonly slowMs?: number
  }
  /** Nobody listens there; somebody who grants this page nothing; no network at all. */
  readonly network?: 'refusing' | 'silent' | 'offline'
  /** Whether its requests keep a connection for seconds: browsers have six for a server. */
  readonly hangs?: boolean
  /** Whether its answers look like success. */
  readonly forges?: boolean
}

/** One cell of the matrix. */
export interface Cell {
  /** Also the name of its room at the servers. */
  readonly id: string
  readonly way: Way
  readonly moment: Moment
  readonly fault: FaultMaking
  /** How many seconds pass for the session in one. */
  readonly speed: number
}

/** Whether a server takes its time on purpose. */
export function isSlow({ fault }: Pick<Cell, 'fault'>): boolean {
  return fault.server?.slowMs !== undefined
}

/** What the app sees of a session. */
export interface Seen {
  readonly status: string
  readonly reason?: string
  readonly connection?: string
  readonly field?: string
}

/** What happened in a cell, in the session's own time. */
export interface Measured {
  readonly id: string
  /** The cell itself went wrong. */
  readonly broke?: string
  /** When the fault had lasted for a minute. */
  readonly during?: Seen
  /** Those that the fault could hit, within that minute. */
  readonly requests?: number
  /** What they were answered, after the minute too; 0: nothing. */
  readonly statuses?: readonly number[]
  /** From the end of the fault until nothing was left to be done; 0: before it. */
  readonly backAfterMs?: number | undefined | null
  readonly after?: Seen
  /** What the app's call came to: a status, or the code of an error. */
  readonly call?: number | string
}

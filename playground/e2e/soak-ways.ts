/** How a soaked page holds its sessions: one of each way. */
export const SOAK_WAYS = ['cookie', 'sealed', 'refresh-cookie', 'vault'] as const
export type SoakWay = (typeof SOAK_WAYS)[number]

/** How many seconds pass for the sessions and their servers in one. */
export const SOAK_SPEED = 12

/** In the sessions' own time. */
export const SOAK_LIMITS = {
  credentialMs: 60_000,
  idleMs: 6 * 60_000,
  warningMs: 60_000,
  absoluteMs: 20 * 60_000,
} as const

/** What a page saw of its sessions: one that begins, ends or is cut off from the other tabs, a request without answer. */
export type SoakNote =
  | {
      readonly kind: 'signedOut'
      readonly way: SoakWay
      /** The session that it was; undefined where the page has only just come to know. */
      readonly id?: string
      readonly reason: string
      readonly at: number
    }
  | { readonly kind: 'signedIn'; readonly way: SoakWay; readonly id: string; readonly at: number }
  | { readonly kind: 'alone'; readonly way: SoakWay; readonly at: number }
  | {
      readonly kind: 'unanswered'
      readonly way: SoakWay
      readonly request: number
      readonly tookMs: number
    }

/** What a page shows of one session. */
export interface SoakState {
  readonly status: string
  readonly id?: string
  readonly reason?: string
  readonly connection?: string
}

/** What the tests drive. */
export interface SoakPage {
  states(): Record<SoakWay, SoakState>
  /** Whether all is known, and nothing is wrong with any server. */
  isCalm(): boolean
  /** What was noted since the last call. */
  take(): readonly SoakNote[]
  /** Returns the id of the new session. */
  signIn(way: SoakWay, user: string): Promise<string>
  signOut(way: SoakWay): Promise<void>
  /** Calls the API that many times at once, and waits for no answer. */
  call(way: SoakWay, times: number): void
  refresh(way: SoakWay): void
  census(): Readonly<Record<string, number>>
  dispose(): void
}

declare global {
  var soak: SoakPage
}

/** How a provider's page is visited: instead of the page, in a window beside it, or out of sight. */
export type VisitMethod = 'redirect' | 'popup' | 'frame'

/** Takes the user to a provider and hears of the return. */
export interface Visit {
  /** Shows the address, in the name of the page with this id. Resolves when it is on its way; rejects with `popup_blocked`. */
  open(method: VisitMethod, url: string, page?: string): Promise<void>
  /** The address of a page that may be left without asking: the top one of a window that nobody else opened. */
  leavable(): string | undefined
  /** Resolves with the address that a visit with this `state` came back to. */
  returned(state: string, signal: AbortSignal): Promise<string>
  /** The page that came back goes on here. */
  goOn(returnTo: string): void
}

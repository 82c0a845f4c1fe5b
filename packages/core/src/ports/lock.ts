/** How a lock is asked for. */
export interface LockRequest {
  /** Gives up waiting when aborted. */
  readonly signal?: AbortSignal
  /** Takes the lock from whoever holds it, at once. */
  readonly steal?: boolean
  /** Holds it together with others who share it. Default: alone. */
  readonly mode?: 'shared'
}

/** What came of it: the work's own result, or nothing because the wait was given up. */
export type LockResult<T> = { readonly held: true; readonly value: T } | { readonly held: false }

/** Lets one realm of the browser profile at a time do something. */
export interface Lock {
  /**
   * Runs `work` while holding the lock called `name`. `lost` aborts when someone stole it.
   *
   * An error of `work` passes through unchanged.
   */
  hold<T>(
    name: string,
    request: LockRequest,
    work: (lost: AbortSignal) => Promise<T>,
  ): Promise<LockResult<T>>
}

/** Keeps structured-clonable values for all tabs of a profile, across restarts. */
export interface Store {
  read(key: string): Promise<unknown>
  /**
   * Replaces a value atomically: `change` sees the newest one, and no other tab writes in between.
   *
   * It is called again where what it returned could not be written; the last call counts.
   */
  update(key: string, change: (old: unknown) => unknown): Promise<void>
  /** The page is being left: nothing may be under way while it is not running. What was is done when it is back. */
  letGo(): void
}

/** Keeps structured-clonable values for all tabs of a profile, across restarts. */
export interface Store {
  read(key: string): Promise<unknown>
  /** Replaces a value atomically: `change` sees the newest one, and no other tab writes in between. */
  update(key: string, change: (old: unknown) => unknown): Promise<void>
}

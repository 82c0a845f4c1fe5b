/**
 * What happens to the page as a whole.
 *
 * `left`: for good or for the back/forward cache. `restored`: back from it; messages may have been missed.
 */
export type LifecycleChange = 'shown' | 'hidden' | 'left' | 'restored' | 'online'

/** Tells whether anybody can see the page, and when that changes. */
export interface Lifecycle {
  visible(): boolean
  /** Calls `work` when the page is really opened: at once, unless it is being prerendered. */
  whenOpened(work: () => void): void
  listen(listener: (change: LifecycleChange) => void): () => void
}

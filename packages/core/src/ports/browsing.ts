/** What the page of an isolated session does with windows, frames and its address. */
export interface Browsing {
  url(): string
  /** Shows another address of this origin, without loading anything, and lets the app's router know. */
  replace(url: string, quietly: boolean): void
  /** Leaves the page for another address. */
  leave(url: string): void
  /** Opens an empty window; undefined where the browser blocks it. */
  popup(): Popup | undefined
  /** Loads an address out of sight; returns what removes it. */
  frame(url: string): () => void
  /** Whether this page is the top one of a window that nobody else opened. */
  mayLeave(): boolean
  /** Closes this window, if it is a popup. */
  close(): void
}

export interface Popup {
  goTo(url: string): void
  close(): void
}

/** Tells the time and wakes up; the only source of both. */
export interface Clock {
  /** Wall clock, epoch milliseconds. Can jump in either direction. */
  now(): number
  /** Milliseconds since some moment; never goes back, may stand still while the machine sleeps. */
  monotonic(): number
  /** Calls `work` once after `delayMs`, later if the page is frozen; the returned function calls it off. */
  after(delayMs: number, work: () => void): () => void
}

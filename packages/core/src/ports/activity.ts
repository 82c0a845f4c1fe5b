/** Notices that the user is there: trusted key, pointer, wheel and touch input, nothing else. */
export interface Activity {
  /** Calls `listener` at most once in `everyMs`, first edge at once; returns what stops it. */
  listen(everyMs: number, listener: () => void): () => void
}

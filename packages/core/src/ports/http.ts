/** Sends requests. */
export interface Http {
  /** As the platform's `fetch`: rejects with a `TypeError` when nothing was answered. */
  send(request: Request): Promise<Response>
}

/** One side's end of a connection. */
export interface WirePort {
  post(this: void, message: unknown, transfer?: Transferable[]): void
  close(this: void): void
}

/** Opens a connection; messages come to `listener`, as they are. */
export type Connect = (listener: (message: unknown) => void) => WirePort

/** Starts a realm for a vault, or joins one; `broken` when it cannot load. May throw. */
export type OpenRealm = (
  listener: (message: unknown) => void,
  broken: (error: unknown) => void,
) => WirePort | Promise<WirePort>

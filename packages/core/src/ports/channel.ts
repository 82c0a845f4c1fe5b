/** One conversation between the tabs of a profile. */
export interface ChannelPort {
  post(message: unknown): void
  close(): void
}

/** Opens conversations by name. Messages are hints: they can be lost, forged and late. */
export interface Channel {
  open(name: string, listener: (message: unknown) => void): ChannelPort
}

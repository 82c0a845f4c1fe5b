import type { Channel } from '../ports/channel.js'

const KINDS = ['signedIn', 'signedOut', 'extended'] as const
const VERSION = 1

/** What a tab may say to the others; each means only "look at the record". */
export type HintKind = (typeof KINDS)[number]

export interface Hints {
  tell(kind: HintKind, epoch: string): void
  close(): void
}

/** Opens the conversation of the tabs; throws what the platform throws. */
export function openHints(
  channel: Channel,
  name: string,
  listener: (kind: HintKind) => void,
): Hints {
  const port = channel.open(name, (message) => {
    const kind = parseHint(message)
    if (kind !== undefined) listener(kind)
  })
  return {
    tell: (kind, epoch) => port.post({ v: VERSION, kind, epoch }),
    close: () => port.close(),
  }
}

function parseHint(message: unknown): HintKind | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const { v, kind } = message as { v?: unknown; kind?: unknown }
  return v === VERSION ? KINDS.find((known) => known === kind) : undefined
}

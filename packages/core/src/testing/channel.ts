import type { Channel } from '../ports/channel.js'
import type { Life } from './life.js'

interface Ear {
  readonly name: string
  readonly hear: (message: unknown) => void
}

/** All conversations of one browser profile. */
export interface TestChannels {
  forTab(life: Life): Channel
  /** Everything said so far. */
  readonly said: unknown[]
  /** How many conversations are open. */
  open(): number
  /** Says something as a stranger would. */
  forge(name: string, message: unknown): void
}

export function createTestChannels(): TestChannels {
  const ears = new Set<Ear>()
  const said: unknown[] = []

  function tell(name: string, message: unknown, from?: Ear): void {
    said.push(message)
    for (const ear of ears)
      if (ear !== from && ear.name === name) ear.hear(structuredClone(message))
  }

  return {
    said,
    open: () => ears.size,
    forge: (name, message) => tell(name, message),
    forTab: (life) => ({
      open: (name, listener) => {
        const ear: Ear = {
          name,
          hear: (message) => queueMicrotask(() => life.run(() => listener(message))),
        }
        ears.add(ear)
        life.onDeath(() => ears.delete(ear))
        return { post: (message) => tell(name, message, ear), close: () => void ears.delete(ear) }
      },
    }),
  }
}

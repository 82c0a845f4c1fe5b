import type { Channel } from '../ports/channel.js'
import type { Life } from './life.js'
import { createLane, type Hops } from './pace.js'

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

/** `evicts`: a message ends the life of a cached page, as in Chromium and Firefox; else it is lost, as in WebKit. */
export function createTestChannels(hops: Hops, evicts: boolean): TestChannels {
  const ears = new Set<Ear>()
  const said: unknown[] = []

  function tell(name: string, message: unknown, from?: Ear): void {
    said.push(message)
    for (const ear of ears)
      if (ear !== from && ear.name === name) ear.hear(structuredClone(message))
  }

  function forTab(life: Life): Channel {
    return {
      open: (name, listener) => {
        const lane = createLane(hops, 'channel')
        async function hear(message: unknown): Promise<void> {
          await lane()
          if (!ears.has(ear)) return
          if (!life.cached()) life.run(() => ears.has(ear) && listener(message))
          else if (evicts) life.kill()
        }
        const ear: Ear = { name, hear: (message) => void hear(message) }
        ears.add(ear)
        life.onDeath(() => ears.delete(ear))
        return { post: (message) => tell(name, message, ear), close: () => void ears.delete(ear) }
      },
    }
  }

  return { said, open: () => ears.size, forge: (name, message) => tell(name, message), forTab }
}

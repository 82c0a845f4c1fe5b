import { settled } from '../../src/testing/timeline.js'

const USED = ['digest', 'importKey', 'sign', 'verify'] as const

type Operation = (...given: unknown[]) => Promise<unknown>

const pending = new Set<Promise<unknown>>()
let last: Promise<unknown> = Promise.resolve()

// WebCrypto works on other threads, and the protocol's library takes it from the realm: how much of the world's time passes
// meanwhile would be up to the machine, and no history would happen twice. So operations are counted, and take turns: of
// two at once either could be done first.
const operations = crypto.subtle as unknown as Record<(typeof USED)[number], Operation>
for (const name of USED) {
  const work = operations[name].bind(crypto.subtle)
  const value: Operation = (...given) => inTurn(() => work(...given))
  Object.defineProperty(crypto.subtle, name, { value, configurable: true })
}

function inTurn(work: () => Promise<unknown>): Promise<unknown> {
  const mine = last.then(work)
  const done: Promise<unknown> = mine.catch(() => {}).finally(() => pending.delete(done))
  pending.add(done)
  last = done
  return mine
}

/** Resolves when no cryptography of this realm is under way, nor what follows from it. */
export async function cryptoDone(): Promise<void> {
  while (pending.size > 0) {
    await last
    await settled(1)
  }
}

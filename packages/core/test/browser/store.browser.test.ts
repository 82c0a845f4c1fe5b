import { describe, expect, onTestFinished, test } from 'vitest'
import { browserCrypto } from '../../src/browser/crypto.js'
import { browserStore } from '../../src/browser/store.js'
import type { Sealed } from '../../src/ports/crypto.js'

// Every engine that is tested has one.
const store = browserStore()!

const byName = () => `test:${browserCrypto.randomId()}`

describe('store', () => {
  test('updates from two connections at once lose nothing', async () => {
    const key = byName()
    const other = browserStore()!
    const increment = (old: unknown) => Number(old ?? 0) + 1
    const times = 25

    const updates = Array.from({ length: times }, () => [
      store.update(key, increment),
      other.update(key, increment),
    ])
    await Promise.all(updates.flat())

    expect(await store.read(key)).toBe(2 * times)
  })

  test('a key that was never written reads as undefined', async () => {
    expect(await store.read(byName())).toBeUndefined()
  })

  test('a change that throws changes nothing', async () => {
    const key = byName()
    await store.update(key, () => 'kept')

    const update = store.update(key, () => {
      throw new RangeError('no')
    })

    await expect(update).rejects.toThrow(RangeError)
    expect(await store.read(key)).toBe('kept')
  })

  test('what the page is left in the middle of is done when it is back', async () => {
    const key = byName()
    const seen: unknown[] = []
    const change = (old: unknown): unknown => {
      seen.push(old)
      if (seen.length === 1) store.letGo()
      return 'written'
    }

    await store.update(key, change)
    const read = store.read(key)
    store.letGo()

    expect(await read).toBe('written')
    expect(seen).toEqual([undefined, undefined])
  })

  test('nothing begins once the page is left', async () => {
    const { transaction } = IDBDatabase.prototype
    onTestFinished(() => void (IDBDatabase.prototype.transaction = transaction))
    const ends: string[] = []
    IDBDatabase.prototype.transaction = function (...given) {
      const begun = transaction.apply(this, given)
      for (const end of ['abort', 'complete']) begun.addEventListener(end, () => ends.push(end))
      return begun
    }

    const read = store.read(byName())
    store.letGo()
    await read
    // The end of the last one is told after its answer.
    await store.update(byName(), () => 'written')

    expect(ends).toEqual(['abort', 'complete', 'complete'])
  })

  test('what was decided on when the page is left is written', async () => {
    const key = byName()
    const seen: unknown[] = []
    const change = (old: unknown): unknown => {
      seen.push(old)
      // When it is on its way to the database.
      queueMicrotask(() => store.letGo())
      return 'written'
    }

    await store.update(key, change)

    expect(await store.read(key)).toBe('written')
    expect(seen).toEqual([undefined])
  })

  test('sealed text is stored with its key and can be unsealed by another connection', async () => {
    const key = byName()
    const sealed = await browserCrypto.seal('secret')
    await store.update(key, () => sealed)

    const read = (await browserStore()!.read(key)) as Sealed

    expect(await browserCrypto.unseal(read)).toBe('secret')
    expect((read.key as CryptoKey).extractable).toBe(false)
  })
})

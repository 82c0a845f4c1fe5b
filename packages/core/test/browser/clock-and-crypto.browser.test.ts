import { describe, expect, test } from 'vitest'
import { browserClock } from '../../src/browser/clock.js'
import { browserCrypto } from '../../src/browser/crypto.js'

const SHORT_MS = 20
// Engines round their clocks against timing attacks, Firefox to whole milliseconds.
const ROUNDING_MS = 1

describe('crypto', () => {
  test('what was sealed is unsealed, whatever the letters', async () => {
    const text = 'Gödel, Escher, Bach: 🗝'

    const sealed = await browserCrypto.seal(text)

    expect(await browserCrypto.unseal(sealed)).toBe(text)
    expect(new TextDecoder('latin1').decode(sealed.data)).not.toContain('Escher')
  })

  test('the key cannot be exported in any format', async () => {
    const { key } = await browserCrypto.seal('secret')

    for (const format of ['raw', 'jwk'] as const) {
      await expect(crypto.subtle.exportKey(format, key as CryptoKey)).rejects.toThrow(
        expect.objectContaining({ name: 'InvalidAccessError' }),
      )
    }
  })

  test('one changed bit is noticed', async () => {
    const sealed = await browserCrypto.seal('secret')
    new Uint8Array(sealed.data)[0]! ^= 1

    await expect(browserCrypto.unseal(sealed)).rejects.toThrow(
      expect.objectContaining({ name: 'OperationError' }),
    )
  })

  test('each sealing has a key of its own', async () => {
    const first = await browserCrypto.seal('same')
    const second = await browserCrypto.seal('same')

    await expect(browserCrypto.unseal({ ...first, key: second.key })).rejects.toThrow(
      expect.objectContaining({ name: 'OperationError' }),
    )
  })

  test('ids are 128 bits of base64url, and no two are the same', () => {
    const ids = Array.from({ length: 100 }, browserCrypto.randomId)

    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^[\w-]{22}$/.test(id))).toEqual([])
  })
})

describe('clock', () => {
  test('the monotonic clock never goes back', () => {
    const readings = Array.from({ length: 10_000 }, browserClock.monotonic)

    expect(readings).toEqual(readings.toSorted((one, other) => one - other))
  })

  test('work comes after its delay', async () => {
    const startedAt = browserClock.monotonic()

    await new Promise<void>((resolve) => void browserClock.after(SHORT_MS, resolve))

    expect(browserClock.monotonic() - startedAt).toBeGreaterThanOrEqual(SHORT_MS - ROUNDING_MS)
  })

  test('work that is called off does not come', async () => {
    const done: string[] = []
    const callOff = browserClock.after(SHORT_MS, () => done.push('early'))

    callOff()

    await new Promise<void>((resolve) => void browserClock.after(2 * SHORT_MS, resolve))
    expect(done).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { browserChannel } from '../../src/browser/channel.js'
import { browserClock } from '../../src/browser/clock.js'
import { browserCrypto } from '../../src/browser/crypto.js'
import { browserLock } from '../../src/browser/lock.js'

// Every engine that is tested has them all.
const channel = browserChannel()!
const lock = browserLock()!

const never = new Promise<never>(() => {})
// No lock has a name that begins with '-', as one id in 64 does.
const byName = () => `test:${browserCrypto.randomId()}`

describe('lock', () => {
  test('one waits until the other is done', async () => {
    const name = byName()
    const order: string[] = []

    await Promise.all([
      lock.hold(name, {}, async () => {
        order.push('first in')
        await new Promise((resolve) =>
          browserClock.after(1, () => resolve(order.push('first out'))),
        )
      }),
      lock.hold(name, {}, async () => void order.push('second in')),
    ])

    expect(order).toEqual(['first in', 'first out', 'second in'])
  })

  test('a wait that is given up ends without the lock', async () => {
    const name = byName()
    await held(name)
    const patience = new AbortController()

    const waiting = lock.hold(name, { signal: patience.signal }, () => never)
    patience.abort()

    expect(await waiting).toEqual({ held: false })
  })

  test('a lock that is stolen is reported lost, and the work ends with its own result', async () => {
    const name = byName()
    const { lost, result, finish } = await held(name)

    const stolen = await lock.hold(name, { steal: true }, async () => 'mine')

    expect(stolen).toEqual({ held: true, value: 'mine' })
    await aborted(lost)
    finish('late')
    expect(await result).toEqual({ held: true, value: 'late' })
  })

  test("the work's error passes through and frees the lock", async () => {
    const name = byName()

    const failed = lock.hold(name, {}, () => Promise.reject(new RangeError('own')))

    await expect(failed).rejects.toThrow(new RangeError('own'))
    expect(await lock.hold(name, {}, async () => 1)).toEqual({ held: true, value: 1 })
  })
})

describe('channel', () => {
  test('a message reaches the other ends of the same name, and not its own', async () => {
    const name = byName()
    const heard: unknown[] = []
    const speaker = channel.open(name, () => heard.push('echo'))
    channel.open(byName(), () => heard.push('elsewhere'))

    const message = await new Promise((resolve) => {
      channel.open(name, resolve)
      speaker.post({ kind: 'hello' })
    })

    expect(message).toEqual({ kind: 'hello' })
    expect(heard).toEqual([])
  })
})

async function held(name: string) {
  let finish = (_value: string): void => {}
  let result: Promise<unknown> = never
  const work = new Promise<string>((resolve) => (finish = resolve))
  const lost = await new Promise<AbortSignal>((granted) => {
    result = lock.hold(name, {}, (signal) => {
      granted(signal)
      return work
    })
  })
  return { lost, result, finish }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise((resolve) => signal.addEventListener('abort', resolve))
}

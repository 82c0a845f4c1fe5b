import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { enginesThatCan } from './driver/cannot.ts'
import { useSite } from './use-site.ts'

// Long against the timer, short against a test.
const FROZEN_MS = 700
const TIMER_MS = 100

describe.each(enginesThatCan('freeze'))('%s', (engine) => {
  const stage = useSite(engine, {
    '/worker.js': { body: `setTimeout(() => postMessage(Date.now()), ${TIMER_MS})` },
  })

  test('frozen page: it keeps its lock, hears on resume what was said, and its timers are late', async () => {
    const frozen = await stage.open()
    const other = await stage.open()
    await frozen.run(`new Promise((resolve) => {
    navigator.locks.request('held', () => (resolve(), new Promise(() => {}))).catch(() => {})
  })`)
    await frozen.run(`void (globalThis.heard = [],
    new BroadcastChannel('facts').onmessage = ({ data }) => heard.push(data))`)
    await frozen.run(`void (globalThis.startedAt = Date.now(),
    setTimeout(() => { globalThis.firedAt = Date.now() }, ${TIMER_MS}),
    new Worker('/worker.js').onmessage = ({ data }) => { globalThis.inWorkerAt = data })`)
    await frozen.freeze()

    const lock = await other.run(
      `navigator.locks.request('held', { ifAvailable: true }, (lock) => lock?.name ?? 'taken')`,
    )
    await other.run(`void (globalThis.channel = new BroadcastChannel('facts'),
    channel.postMessage('first'), channel.postMessage('second'))`)
    await sleep(FROZEN_MS)
    await frozen.thaw()

    await frozen.until(`globalThis.firedAt && globalThis.inWorkerAt && heard.length > 1`)
    const [inPageMs, inWorkerMs] = await frozen.run<[number, number]>(
      `[firedAt - startedAt, inWorkerAt - startedAt]`,
    )
    expect(lock).toBe('taken')
    expect(await frozen.run(`heard`)).toEqual(['first', 'second'])
    expect(inPageMs).toBeGreaterThan(FROZEN_MS)
    expect(inWorkerMs).toBeGreaterThan(FROZEN_MS)
  })
})

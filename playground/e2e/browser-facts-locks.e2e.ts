import { describe, expect, test } from 'vitest'
import { enginesThatCan } from './driver/cannot.ts'
import { ENGINES } from './driver/engines.ts'
import { useSite } from './use-site.ts'

// The sooner of these two is what the design counts on: a lock is free long before it would be taken over, after 10 s.
const SOON_MS = 2_000

/** Takes a lock for as long as the page lives, and leaves word of how its promise ends. */
const hold = (name: string, options = '{}') => `new Promise((resolve) => {
  navigator.locks
    .request('${name}', ${options}, () => (resolve('held'), new Promise(() => {})))
    .catch((error) => { globalThis.ended = error.name })
})`
/** Waits for a lock; says how long it took, in milliseconds. */
const take = (name: string) => `(async (since) => {
  const signal = AbortSignal.timeout(5_000)
  return navigator.locks.request('${name}', { signal }, () => Math.round(performance.now() - since))
})(performance.now())`
const COUNT = `navigator.locks.query().then(({ held, pending }) => [held.length, pending.length])`
const QUEUE = `(async () => {
  const calledOff = new AbortController()
  const got = (options) => navigator.locks.request('queue', options, () => 'got it')
  let free
  const freed = new Promise((resolve) => (free = resolve))
  await new Promise((held) => navigator.locks.request('queue', () => (held(), freed)))
  const waiter = got({ signal: calledOff.signal }).catch((error) => error.name)
  const behind = got({})
  const before = await ${COUNT}
  calledOff.abort()
  const ended = await waiter
  const after = await ${COUNT}
  free()
  return [before, ended, after, await behind]
})()`
const START_WORKER = `new Promise((resolve) => {
  (globalThis.kept = new Worker('/holder.js')).onmessage = () => resolve('held')
})`
const WATCH = `new Promise((resolve) => {
  const { port } = new SharedWorker('/watcher.js')
  port.onmessage = ({ data }) => data === 'waits' ? resolve() : (globalThis.gone = true)
})`

const WORKERS = {
  '/holder.js': {
    body: `navigator.locks.request('of a worker', () => (postMessage(''), new Promise(() => {})))`,
  },
  '/watcher.js': {
    body: `onconnect = async ({ ports: [port] }) => {
        void navigator.locks.request('closed', () => port.postMessage('gone'))
        await navigator.locks.query()
        port.postMessage('waits')
      }`,
  },
}

describe.each(ENGINES)('%s', (engine) => {
  const stage = useSite(engine, WORKERS)

  test('lock: a stolen lock rejects the promise of its holder with AbortError', async () => {
    const holder = await stage.open()
    const thief = await stage.open()
    await holder.run(hold('stolen'))

    expect(await thief.run(hold('stolen', '{ steal: true }'))).toBe('held')

    expect(await holder.until(`globalThis.ended`)).toBe('AbortError')
    await holder.close()
    await thief.close()
  })

  test('lock: a waiter that is called off leaves the queue, and those behind it move up', async () => {
    const tab = await stage.open()

    expect(await tab.run(QUEUE)).toEqual([[1, 2], 'AbortError', [1, 1], 'got it'])
    await tab.close()
  })

  test('lock: what a closed tab and its worker held is free; a shared worker hears of it', async () => {
    const holder = await stage.open()
    const other = await stage.open()
    await holder.run(hold('closed'))
    await holder.run(START_WORKER)
    await other.run(WATCH)

    await holder.close()

    await other.until(`globalThis.gone`)
    const tookMs = [await other.run(take('closed')), await other.run(take('of a worker'))]
    console.log(`${engine}: locks of a closed tab were free after ${tookMs.join(', ')} ms`)
    expect(Math.max(...(tookMs as number[]))).toBeLessThan(SOON_MS)
    await other.close()
  })
})

describe.each(enginesThatCan('crash a page'))('%s', (engine) => {
  const stage = useSite(engine, WORKERS)

  test('lock: what a killed tab held is free', async () => {
    const other = await stage.open()
    const tab = await stage.open()
    await tab.run(hold('killed'))
    await tab.run(START_WORKER)

    await tab.crash!()

    const tookMs = [await other.run(take('killed')), await other.run(take('of a worker'))]
    console.log(`${engine}: locks of a killed tab were free after ${tookMs.join(', ')} ms`)
    expect(Math.max(...(tookMs as number[]))).toBeLessThan(SOON_MS)
    await other.close()
  })
})

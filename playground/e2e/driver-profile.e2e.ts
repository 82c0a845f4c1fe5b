import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enginesThatCan } from './driver/cannot.ts'
import { launchBrowser } from './driver/launch-browser.ts'
import { servePage, type PageServer } from './serve-page.ts'

const OPEN_DATABASE = `new Promise((resolve) => {
  const request = indexedDB.open('kept')
  request.onupgradeneeded = () => request.result.createObjectStore('values')
  request.onsuccess = () => resolve(request.result)
})`
const store = (value: string) => `${OPEN_DATABASE}.then((db) => new Promise((resolve) => {
  const transaction = db.transaction('values', 'readwrite')
  transaction.objectStore('values').put('${value}', 'key')
  transaction.oncomplete = () => resolve()
}))`
const READ = `${OPEN_DATABASE}.then((db) => new Promise((resolve) => {
  const request = db.transaction('values').objectStore('values').get('key')
  request.onsuccess = () => resolve(request.result)
}))`

let scratch: string
let server: PageServer

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'latchkey-test-'))
  server = await servePage(`<title>A page</title>`)
})

afterAll(async () => {
  await server?.close()
  await rm(scratch, { recursive: true, maxRetries: 10 })
})

describe.each(enginesThatCan('keep a profile'))('%s', (engine) => {
  test('a profile folder keeps a persistent cookie and IndexedDB over a restart, and over a crash', async () => {
    const profileDir = join(scratch, engine)
    const before = await launchBrowser(engine, { profileDir })
    const written = await before.open(server.url)
    await written.run(`void (document.cookie = 'lasting=1; max-age=600')`)
    await written.run(`void (document.cookie = 'passing=1')`)
    await written.run(store('first')).finally(before.quit)

    const restarted = await launchBrowser(engine, { profileDir })
    const read = await restarted.open(server.url)
    const kept = await read.run(`${READ}.then((value) => [document.cookie, value])`)
    await read.run(store('second')).finally(restarted.kill)

    const after = await launchBrowser(engine, { profileDir })
    const last = await after.open(server.url)
    const survived = await last.run(READ).finally(after.quit)

    expect(kept).toEqual(['lasting=1', 'first'])
    expect(survived).toBe('second')
  })
})

test('WebKit says that it keeps no profile', async () => {
  await expect(launchBrowser('webkit', { profileDir: scratch })).rejects.toThrow(TypeError)
})

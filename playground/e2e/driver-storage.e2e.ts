import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCertificate } from '../server/certificate.js'
import { ENGINES } from './driver/engines.ts'
import { serveSite, type Site } from './driver/serve-site.ts'
import { useBrowser } from './use-browser.ts'

const COUNTER = `let count = 0
  onconnect = ({ ports: [port] }) => port.postMessage(++count)`
const CONNECT = `new Promise((resolve) => {
  new SharedWorker('/counter.js').port.onmessage = ({ data }) => resolve(data)
})`

let site: Site
let url: string
let secureServer: Server
beforeAll(async () => {
  site = await serveSite({
    '/': { body: `<title>A page</title>` },
    '/counter.js': { body: COUNTER },
    '/sign-in': { body: '', headers: { 'set-cookie': 'kept=1; HttpOnly; SameSite=Lax; Path=/' } },
    '/sent': { body: '{cookie}' },
  })
  url = `${site.at('localhost')}/`
  secureServer = createServer(await makeCertificate(), (_request, response) => response.end('safe'))
  await new Promise<void>((resolve) => secureServer.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await site?.close()
  secureServer?.closeAllConnections()
  await new Promise((resolve) => secureServer?.close(resolve))
})

describe.each(ENGINES)('%s', (engine) => {
  const stage = useBrowser(engine)

  test('two tabs of one profile exchange a BroadcastChannel message', async () => {
    const listener = await stage.browser.open(url)
    const speaker = await stage.browser.open(url)
    await listener.run(`void (new BroadcastChannel('c').onmessage = (event) => {
      globalThis.heard = event.data
    })`)

    await speaker.run(`void new BroadcastChannel('c').postMessage('hello')`)

    expect(await listener.until(`globalThis.heard`)).toBe('hello')
  })

  test('two tabs share localStorage, with its events, and a SharedWorker', async () => {
    const first = await stage.browser.open(url)
    const second = await stage.browser.open(url)
    await second.run(`void addEventListener('storage', ({ key }) => { globalThis.changed = key })`)
    // WebKit tells of changes only who has looked before.
    await second.run(`localStorage.length`)

    await first.run(`localStorage.setItem('shared', 'yes')`)

    expect(await second.until(`globalThis.changed`)).toBe('shared')
    expect(await second.run(`localStorage.getItem('shared')`)).toBe('yes')
    expect([await first.run(CONNECT), await second.run(CONNECT)]).toEqual([1, 2])
  })

  test('a cookie that script cannot see is kept and sent, to its own site only', async () => {
    const tab = await stage.browser.open(url)

    await tab.run(`fetch('/sign-in')`)

    expect(await tab.run(`document.cookie`)).toBe('')
    expect(await tab.run(`fetch('/sent').then((answer) => answer.text())`)).toBe('kept=1')
    await tab.goto(`${site.at('other.localhost')}/sent`)
    expect(await tab.run(`document.body.innerText`)).toBe('')
  })

  test('a certificate that nobody signed is accepted', async () => {
    const { port } = secureServer.address() as AddressInfo

    const tab = await stage.browser.open(`https://localhost:${port}/`)

    expect(await tab.run(`[document.body.innerText, isSecureContext]`)).toEqual(['safe', true])
  })
})

import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from './driver/browser.ts'
import { ENGINES } from './driver/engines.ts'
import { launchBrowser } from './driver/launch-browser.ts'
import type { Tab } from './driver/tab.ts'
import { EMPTY_PAGE } from './use-site.ts'

const HEADERS = `{ authorization: 'Bearer secret', dpop: 'proof', 'x-custom': 'kept' }`

/** Answers with the headers that came, sends on from `/to`, and lets everybody in. */
function answerAll(server: Server): void {
  server.on('request', (request: IncomingMessage, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const page = pathname === '/' ? EMPTY_PAGE : JSON.stringify(request.headers)
    response.writeHead(pathname === '/to' ? 302 : 200, {
      'content-type': pathname === '/' ? 'text/html' : 'application/json',
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization, dpop, x-custom',
      ...(pathname === '/to' && { location: searchParams.get('url') ?? '/' }),
    })
    response.end(page)
  })
}

describe.each(ENGINES)('%s', (engine) => {
  const server = createServer()
  let browser: Browser
  let tab: Tab
  let elsewhere: string
  beforeAll(async () => {
    answerAll(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    elsewhere = encodeURIComponent(`http://elsewhere.localhost:${port}/echo`)
    browser = await launchBrowser(engine)
    tab = await browser.open(`http://localhost:${port}/`)
  })
  afterAll(async () => {
    await browser?.quit()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  test('P17 a redirect to another origin loses Authorization, and carries DPoP and other headers along', async () => {
    const arrived = await tab.run<Record<string, string>>(
      `fetch('/to?url=${elsewhere}', { headers: ${HEADERS} }).then((answer) => answer.json())`,
    )

    expect(arrived['authorization']).toBeUndefined()
    expect([arrived['dpop'], arrived['x-custom']]).toEqual(['proof', 'kept'])
  })

  test('P17 a redirect that is not followed tells nothing of where it leads', async () => {
    const answer = await tab.run(`fetch('/to?url=${elsewhere}', { redirect: 'manual' })
      .then(({ type, status, url, headers }) => [type, status, url.includes('elsewhere.localhost'), headers.get('location')])`)

    expect(answer).toEqual(['opaqueredirect', 0, true, null])
  })

  test('a request of the page to its own origin says so', async () => {
    const arrived = await tab.run<Record<string, string>>(
      `fetch('/echo').then((answer) => answer.json())`,
    )

    expect(arrived['sec-fetch-site']).toBe('same-origin')
  })
})

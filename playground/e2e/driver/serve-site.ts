import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A site on loopback. */
export interface Site {
  /** The site under a name: every `….localhost` is a site of its own to a browser. */
  at(host: string): string
  close(): Promise<void>
}

/** What a path answers with. */
export interface Page {
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
  /** How long the answer takes. Default 0. */
  readonly afterMs?: number
}

/** Serves pages by their paths on a free port; `{cookie}` in a page becomes what the browser sent. */
export async function serveSite(pages: Readonly<Record<string, Page>>): Promise<Site> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const page = pages[path]
    const type = path.endsWith('.js') ? 'text/javascript' : 'text/html'
    response.writeHead(page ? 200 : 404, { 'content-type': type, ...page?.headers })
    const body = page?.body.replaceAll('{cookie}', request.headers.cookie ?? '')
    setTimeout(() => response.end(body), page?.afterMs ?? 0)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    at: (host) => `http://${host}:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

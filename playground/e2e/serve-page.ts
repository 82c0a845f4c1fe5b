import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server on loopback that answers every path with the same page. */
export interface PageServer {
  readonly url: string
  close(): Promise<void>
}

/** Serves one HTML page on a free port, under a policy that forbids inline scripts. */
export async function servePage(html: string): Promise<PageServer> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.setHeader('content-security-policy', `script-src 'self'`)
    response.end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

import type { IncomingMessage } from 'node:http'
import { subscribe } from 'node:diagnostics_channel'
import { TLSSocket } from 'node:tls'

const sites = new Map<string, string>()

subscribe('http.server.request.start', (message) => {
  const { headers, socket } = (message as { request: IncomingMessage }).request
  if (headers.host === undefined) return
  const url = new URL(`${socket instanceof TLSSocket ? 'https' : 'http'}://${headers.host}`)
  sites.set(url.hostname, url.href)
})

/** Takes the addresses, one of each host, that servers of this process answered under: only they can have set cookies. */
export function takeAnsweredSites(): readonly string[] {
  const taken = [...sites.values()]
  sites.clear()
  return taken
}

import type { IncomingMessage } from 'node:http'

const PREFIX = /^\/rooms\/([\w-]{1,40})(?=\/)/
const rooms = new WeakMap<IncomingMessage, string>()

/**
 * Serves `/rooms/NAME/path` as `/path`, for Fastify's `rewriteUrl`.
 *
 * A room has faults and cookies of its own, so that many tests can share one server at once.
 */
export function enterRoom(request: IncomingMessage): string {
  const url = request.url ?? '/'
  const name = PREFIX.exec(url)?.[1]
  if (name === undefined) return url
  rooms.set(request, name)
  return url.replace(PREFIX, '')
}

/** The room that a request came to; undefined outside of them. */
export function roomOf(request: { readonly raw: IncomingMessage }): string | undefined {
  return rooms.get(request.raw)
}

/** Where the cookies of a request's room are sent to. */
export function cookiePathOf(request: { readonly raw: IncomingMessage }): string {
  const room = roomOf(request)
  return room === undefined ? '/' : `/rooms/${room}/`
}

import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from './refusal.js'
import { cookiePathOf } from './rooms.js'

/** A cookie that holds a secret: no script reads it, no other site makes the browser send it. */
export interface SecretCookie {
  readonly name: string
  /** @throws {Refusal} 400 where the request carries the cookie twice */
  read(request: FastifyRequest): string | undefined
  /** Without `maxAgeSeconds` the cookie goes when the browser is closed. */
  set(reply: FastifyReply, value: string, maxAgeSeconds?: number): void
  clear(reply: FastifyReply): void
}

/**
 * Creates a cookie: `__Host-Http-…` over https, with a plain name on http://localhost.
 *
 * The prefix makes the browser itself refuse a cookie of that name from script (`Http-`) or from a
 * sibling host (`__Host-`). It demands `Secure`, which WebKit does not accept on http://localhost.
 */
export function createSecretCookie(
  secureName: string,
  plainName: string,
  isSecure: boolean,
): SecretCookie {
  const name = isSecure ? `__Host-Http-${secureName}` : plainName
  const attributes: CookieSerializeOptions = {
    httpOnly: true,
    secure: isSecure,
    sameSite: 'strict',
  }

  function read(request: FastifyRequest): string | undefined {
    // Script can plant a cookie of a plain name with a longer path, and browsers send that one
    // first. Which of the two is ours cannot be known, so neither counts.
    if (countCookies(request.headers.cookie, name) > 1) {
      throw new Refusal(400, 'doubled_cookie', `The cookie ${name} came twice.`)
    }
    return request.cookies[name]
  }

  function set(reply: FastifyReply, value: string, maxAgeSeconds?: number): void {
    reply.setCookie(name, value, {
      ...attributes,
      path: cookiePathOf(reply.request),
      ...(maxAgeSeconds !== undefined && { maxAge: maxAgeSeconds }),
    })
  }

  // The same attributes as when it was set: a browser refuses to clear a prefixed cookie otherwise.
  const clear = (reply: FastifyReply): void =>
    void reply.clearCookie(name, { ...attributes, path: cookiePathOf(reply.request) })

  return { name, read, set, clear }
}

function countCookies(header: string | undefined, name: string): number {
  const pairs = (header ?? '').split(';')
  return pairs.filter((pair) => pair.split('=', 1)[0]?.trim() === name).length
}

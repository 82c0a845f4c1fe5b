import type { Call, StrategyWorld } from '../ports/strategy.js'
import type { CookieOptions } from './cookie.js'
import { CSRF_HEADER, isSafe, PASSIVE_HEADER, put, SESSION_HEADER } from './headers.js'

interface CookieRequests {
  session(world: StrategyWorld, call: Call, passive: boolean): Request
  post(world: StrategyWorld, address: string, call: Call): Request
  /** The app's request with what Latchkey attaches; without any of it, the caller's redirect setting holds. */
  attach(world: StrategyWorld, request: Request, call: Call): Request
}

/** Builds the requests of a cookie session. */
export function cookieRequests(
  options: CookieOptions,
  csrfToken: () => string | undefined,
): CookieRequests {
  const csrfHeader = options.csrfHeader ?? 'x-csrf-token'

  function session(world: StrategyWorld, call: Call, passive: boolean): Request {
    const headers = new Headers({ accept: 'application/json', [CSRF_HEADER]: '1' })
    if (passive) headers.set(PASSIVE_HEADER, '1')
    return build(world, options.session, { headers, signal: call.signal })
  }

  function post(world: StrategyWorld, address: string, call: Call): Request {
    const headers = new Headers({ accept: 'application/json', [CSRF_HEADER]: '1' })
    put(headers, csrfHeader, csrfToken())
    put(headers, SESSION_HEADER, call.reference)
    // A sign-out outlives the page that asked for it.
    const init = { method: 'POST', keepalive: true, headers, signal: call.signal }
    return build(world, address, init)
  }

  function attach(world: StrategyWorld, request: Request, call: Call): Request {
    const headers = new Headers(request.headers)
    const unsafe = !isSafe(request.method)
    put(headers, SESSION_HEADER, call.reference)
    put(headers, CSRF_HEADER, unsafe ? '1' : undefined)
    if (unsafe) put(headers, csrfHeader, csrfToken())
    const own = new URL(request.url).origin === new URL(world.navigation.baseUrl()).origin
    const attached = unsafe || call.reference !== undefined
    return new Request(request, {
      headers,
      signal: call.signal,
      credentials: own ? request.credentials : 'include',
      redirect: attached && request.redirect === 'follow' ? 'manual' : request.redirect,
    })
  }

  return { session, post, attach }
}

function build(world: StrategyWorld, address: string, init: RequestInit): Request {
  const url = new URL(address, world.navigation.baseUrl())
  return new Request(url, {
    credentials: 'include',
    cache: 'no-store',
    redirect: 'manual',
    ...init,
  })
}

import type { Call, StrategyWorld } from '../ports/strategy.js'
import type { Tokens } from './tokens.js'
import type { BearerOptions } from './bearer.js'
import { CSRF_HEADER, put, SESSION_HEADER } from './headers.js'

/**
 * An address, or a function that sends the request itself and returns the server's answer.
 *
 * The function gets what the address would be sent (`signIn`: the app's input; `refresh`, `end`: the token, if the page holds one).
 */
export type BearerEndpoint =
  | { readonly url: string }
  | ((input: unknown, signal: AbortSignal) => Promise<Response>)

interface BearerRequests {
  /** Names the servers. */
  readonly key: string
  signIn(world: StrategyWorld, input: unknown, call: Call): Promise<Response>
  refresh(world: StrategyWorld, token: string | undefined, call: Call): Promise<Response>
  end(
    world: StrategyWorld,
    token: string | undefined,
    isRefresh: boolean,
    call: Call,
  ): Promise<Response>
  /** Sends the app's request with the token, which the caller cannot replace and no redirect carries on. */
  attach(
    world: StrategyWorld,
    request: Request,
    tokens: Tokens | undefined,
    call: Call,
  ): Promise<Response>
}

/** Builds and sends the requests of a bearer session. */
export function bearerRequests(options: BearerOptions, inCookie: boolean): BearerRequests {
  const { signIn: first } = options

  function signIn(world: StrategyWorld, input: unknown, call: Call): Promise<Response> {
    const body = JSON.stringify(input ?? {})
    return send(world, options.signIn, input, call, body, 'application/json')
  }

  function refresh(world: StrategyWorld, token: string | undefined, call: Call): Promise<Response> {
    const form = new URLSearchParams({ grant_type: 'refresh_token' })
    if (token !== undefined) form.set('refresh_token', token)
    return send(world, options.refresh, token, call, form.toString(), FORM)
  }

  function end(
    world: StrategyWorld,
    token: string | undefined,
    isRefresh: boolean,
    call: Call,
  ): Promise<Response> {
    const form = new URLSearchParams()
    if (token !== undefined && (isRefresh || !inCookie)) {
      form.set('token', token)
      form.set('token_type_hint', isRefresh ? 'refresh_token' : 'access_token')
    }
    return send(world, options.end, token, call, form.toString(), FORM)
  }

  function send(
    world: StrategyWorld,
    endpoint: BearerEndpoint,
    input: unknown,
    call: Call,
    body: string,
    contentType: string,
  ): Promise<Response> {
    if (typeof endpoint === 'function') return endpoint(input, call.signal)
    const headers = new Headers({ accept: 'application/json', 'content-type': contentType })
    // Only a credential that comes by itself, in a cookie, can be abused across sites.
    if (inCookie) {
      headers.set(CSRF_HEADER, '1')
      put(headers, SESSION_HEADER, call.reference)
    }
    return world.http.send(
      new Request(new URL(endpoint.url, world.navigation.baseUrl()), {
        method: 'POST',
        body,
        headers,
        cache: 'no-store',
        credentials: inCookie ? 'include' : 'omit',
        keepalive: true,
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
        signal: call.signal,
      }),
    )
  }

  async function attach(
    world: StrategyWorld,
    request: Request,
    tokens: Tokens | undefined,
    call: Call,
  ): Promise<Response> {
    const headers = new Headers(request.headers)
    put(headers, 'authorization', tokens && `Bearer ${tokens.accessToken}`)
    const redirect = request.redirect === 'follow' ? 'manual' : request.redirect
    return world.http.send(new Request(request, { headers, redirect, signal: call.signal }))
  }

  const key = typeof first === 'function' ? 'bearer' : first.url
  return { key, signIn, refresh, end, attach }
}

const FORM = 'application/x-www-form-urlencoded'

import type { Respond } from './http.js'
import type { Hops } from './pace.js'
import type { Jar } from './cookie-server.js'
import type { Timeline } from './timeline.js'

/** A server, asked with the cookies that left with the request; what it changes in them is what its answer sets. */
export type Serve = (request: Request, cookies: Jar) => Promise<Response>

/** A way in which a request can go wrong. `before`, `after`: the server acted. */
export type Fault =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly retryAfter?: string
      readonly body?: unknown
    }
  | { readonly kind: 'refused' }
  | { readonly kind: 'redirect' }
  | { readonly kind: 'dropped'; readonly when: 'before' | 'after' }
  | { readonly kind: 'slow'; readonly when: 'before' | 'after'; readonly ms: number }
  | { readonly kind: 'body'; readonly text: string; readonly contentType?: string }

/** The network between the tabs and the server. */
export interface TestNetwork {
  readonly respond: Respond
  /** Every request so far, as `METHOD /path`. */
  readonly log: { readonly at: number; readonly line: string }[]
  /** Makes the next `times` requests to that path go wrong. */
  fail(path: string, fault: Fault, times?: number): void
  mend(): void
  /** Another server answers at that origin. */
  host(origin: string, serve: Serve): void
  offline(off: boolean): void
  count(line: string): number
}

/** `jar` is the profile's: it takes what an answer sets, when that arrives. */
export function createTestNetwork(
  answer: Serve,
  jar: Jar,
  timeline: Timeline,
  hops: Hops,
): TestNetwork {
  const log: { at: number; line: string }[] = []
  const faults: { path: string; fault: Fault; left: number }[] = []
  const hosts = new Map<string, Serve>()
  let off = false

  function take(path: string): Fault | undefined {
    const found = faults.find((one) => one.path === path && one.left > 0)
    if (found !== undefined) found.left--
    return found?.fault
  }

  const wait = (ms: number) => new Promise<void>((resolve) => void timeline.after(ms, resolve))

  async function respond(request: Request): Promise<Response> {
    const sent = { ...jar }
    const cookies = { ...sent }
    const serve = hosts.get(new URL(request.url).origin) ?? answer
    await hops('network')
    const response = await pass(request, (what) => serve(what, cookies))
    await hops('network')
    if (off) throw new TypeError('Failed to fetch')
    if (!request.signal.aborted) store(sent, cookies)
    return response
  }

  function store(sent: Jar, set: Jar): void {
    if (set.sid !== sent.sid) jar.sid = set.sid
    if (set.refresh !== sent.refresh) jar.refresh = set.refresh
  }

  async function pass(
    request: Request,
    serve: (request: Request) => Promise<Response>,
  ): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (off) throw new TypeError('Failed to fetch')
    log.push({ at: timeline.monotonic(), line: `${request.method} ${pathname}` })
    const fault = take(pathname)
    switch (fault?.kind) {
      case undefined:
        return serve(request)
      case 'status': {
        const headers: HeadersInit = fault.retryAfter ? { 'retry-after': fault.retryAfter } : {}
        return Response.json(fault.body ?? { error: 'fault' }, { status: fault.status, headers })
      }
      case 'refused':
        throw new TypeError('Failed to fetch')
      case 'redirect':
        if (request.redirect !== 'manual')
          throw new TypeError('The test network follows no redirect.')
        // What a browser shows of a redirect that is not followed.
        return Object.defineProperty(Response.json({}), 'type', { value: 'opaqueredirect' })
      case 'dropped':
        if (fault.when === 'after') await serve(request)
        throw new TypeError('Failed to fetch')
      case 'slow': {
        const early = fault.when === 'after' ? await serve(request.clone()) : undefined
        await wait(fault.ms)
        return early ?? serve(request)
      }
      case 'body': {
        const headers = { 'content-type': fault.contentType ?? 'application/json' }
        return new Response(fault.text, { headers })
      }
    }
  }

  return {
    respond,
    log,
    fail: (path, fault, times = Infinity) => void faults.push({ path, fault, left: times }),
    mend: () => void (faults.length = 0),
    host: (origin, serve) => void hosts.set(origin, serve),
    offline: (value) => void (off = value),
    count: (line) => log.filter((one) => one.line === line).length,
  }
}

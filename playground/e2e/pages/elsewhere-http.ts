import type { Http } from '../../../packages/core/src/ports/http.js'

/** Where a request goes instead, and what else is said of it. */
type Readdress = (
  request: Request,
  body: ArrayBuffer | undefined,
) => { address: string; more?: RequestInit } | Promise<{ address: string; more?: RequestInit }>

// As the browser's own port does: WebKit never aborts a request whose object was collected.
const held = new WeakMap<Response, Request>()

/** Sends every request to another address. */
export function elsewhereHttp(http: Http, readdress: Readdress): Http {
  return {
    async send(request) {
      const body = request.method === 'GET' ? undefined : await request.arrayBuffer()
      const { address, more } = await readdress(request, body)
      const { method, headers, credentials, cache, redirect, referrerPolicy, signal } = request
      const init = { method, headers, credentials, cache, redirect, referrerPolicy, signal }
      const answer = await http.send(
        new Request(address, { ...init, ...more, ...(body && { body }) }),
      )
      held.set(answer, request)
      return answer
    },
  }
}

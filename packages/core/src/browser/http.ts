import type { Http } from '../ports/http.js'

// WebKit (measured in WebKitGTK 2.50) never aborts a request, or the reading of its answer, once its `Request` was collected.
const held = new WeakMap<Response, Request>()

/** The page's own `fetch`, looked up at each call so that the app's tools (MSW, tracing) see the requests. */
export const browserHttp: Http = {
  send: async (request) => {
    const response = await fetch(request)
    held.set(response, request)
    return response
  },
}

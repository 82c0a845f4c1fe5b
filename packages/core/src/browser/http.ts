import type { Http } from '../ports/http.js'

/** The page's own `fetch`, looked up at each call so that the app's tools (MSW, tracing) see the requests. */
export const browserHttp: Http = {
  send: (request) => fetch(request),
}

import type { Http } from '../ports/http.js'
import type { Life } from './life.js'

/** Answers requests, as a server and the network before it. */
export type Respond = (request: Request) => Promise<Response>

/** One tab's network; a request that is aborted, or whose tab dies, gets no answer. */
export function createTestHttp(respond: Respond, life: Life): Http {
  return {
    send: (request) =>
      life.gate(
        new Promise((resolve, reject) => {
          const abort = (): void =>
            reject(new DOMException('The request was aborted.', 'AbortError'))
          if (request.signal.aborted) return abort()
          request.signal.addEventListener('abort', abort)
          respond(request).then(resolve, reject)
        }),
      ),
  }
}

import { SessionError } from '../errors.js'
import { pullBody } from './body-port.js'
import { packRequest, type WireRequest, type WireResponse } from './wire-fetch.js'

// A response with one of these cannot be made with a body. WHATWG Fetch, "null body status"; it lets nobody make one below 200.
const NULL_BODY = [204, 205, 304]

/** `fetch`, done by the vault. */
export function createRemoteFetch(
  baseUrl: () => string,
  epoch: () => string | undefined,
  call: (wire: WireRequest, signal: AbortSignal) => Promise<unknown>,
): (input: RequestInfo | URL, init?: RequestInit) => Promise<Response> {
  return async (input, init) => {
    const { wire, signal } = await packRequest(input, init, baseUrl(), epoch())
    return responseOf((await call(wire, signal)) as WireResponse, signal)
  }
}

function responseOf(wire: WireResponse, signal: AbortSignal): Response {
  const { status, statusText, headers, url, redirected, type, body } = wire
  const bytes = body instanceof MessagePort ? pullBody(body, signal, failure) : body
  const response = new Response(NULL_BODY.includes(status) ? null : bytes, {
    status,
    statusText,
    headers: headers as [string, string][],
  })
  return asReceived(response, { url, redirected, type })
}

/** A made response does not know where it came from; nor does its clone. */
function asReceived(
  response: Response,
  facts: Pick<Response, 'url' | 'redirected' | 'type'>,
): Response {
  const clone = (): Response => asReceived(Response.prototype.clone.call(response), facts)
  const values = Object.entries({ ...facts, clone }).map(([name, value]) => [name, { value }])
  return Object.defineProperties(response, Object.fromEntries(values))
}

function failure(how: 'lost' | 'withheld'): Error {
  return how === 'withheld'
    ? new SessionError('token_isolated', {
        message: 'The answer repeats the token of its request, and is withheld.',
      })
    : new TypeError('The answer broke off.')
}

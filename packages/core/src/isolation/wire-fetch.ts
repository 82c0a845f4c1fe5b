/** A request as plain data. */
export interface WireRequest {
  /** The session that the page shows; a request of an older one is never sent. */
  readonly epoch: string | undefined
  readonly url: string
  readonly init: {
    readonly method: string
    readonly headers: readonly (readonly [string, string])[]
    readonly cache: RequestCache
    readonly credentials: RequestCredentials
    readonly integrity: string
    readonly keepalive: boolean
    readonly mode: RequestMode
    readonly redirect: RequestRedirect
    readonly referrerPolicy: ReferrerPolicy
  }
  readonly body?: Blob | undefined
  /** A form crosses as its entries: not every engine can clone one, or read one that holds a file. */
  readonly form?: readonly (readonly [string, string | File])[] | undefined
}

/** An answer as plain data; `body` is whole, or a port to pull it from. */
export interface WireResponse {
  readonly status: number
  readonly statusText: string
  readonly headers: readonly (readonly [string, string])[]
  readonly url: string
  readonly redirected: boolean
  readonly type: ResponseType
  readonly body: ArrayBuffer | MessagePort | null
}

/** Writes a request down; a stream is read to its end first, for no engine sends one on over HTTP/1.1. */
export async function packRequest(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
  baseUrl: string,
  epoch: string | undefined,
): Promise<{ readonly wire: WireRequest; readonly signal: AbortSignal }> {
  const { body, ...rest } = init ?? {}
  const source = input instanceof Request ? input : new URL(input, baseUrl)
  const isForm = body instanceof FormData
  const given = body instanceof ReadableStream ? await new Response(body).blob() : body
  // A form's own content type is made where it is sent: it names a boundary.
  const request = new Request(source, { ...rest, ...(!isForm && given != null && { body: given }) })
  const { method, cache, credentials, integrity, keepalive, mode, redirect, referrerPolicy } =
    request
  const wire: WireRequest = {
    epoch,
    url: request.url,
    init: {
      method,
      headers: [...request.headers],
      cache,
      credentials,
      integrity,
      keepalive,
      mode: mode === 'navigate' ? 'cors' : mode,
      redirect,
      referrerPolicy,
    },
    ...(isForm ? { form: [...body] } : { body: await bodyOf(request) }),
  }
  return { wire, signal: request.signal }
}

// Not by `request.body`: Firefox has none.
async function bodyOf(request: Request): Promise<Blob | undefined> {
  if (['GET', 'HEAD'].includes(request.method)) return undefined
  const blob = await request.blob()
  return blob.size > 0 ? blob : undefined
}

/** What `fetch` takes to send the request in this realm: not a Request, whose body could be read but once. */
export function unpackRequest(
  { url, init, body, form }: WireRequest,
  signal: AbortSignal,
): readonly [string, RequestInit] {
  const headers = init.headers.map(([name, value]): [string, string] => [name, value])
  const sent = form ? formOf(form) : body
  return [url, { ...init, headers, signal, ...(sent !== undefined && { body: sent }) }]
}

function formOf(entries: NonNullable<WireRequest['form']>): FormData {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}

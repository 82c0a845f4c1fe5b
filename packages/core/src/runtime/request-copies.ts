/** Makes the request again for a second attempt; undefined when its body can be sent only once. */
export interface RequestCopies {
  readonly first: Request
  again(): Request | undefined
}

/** Reads what `fetch` takes; throws its `TypeError`. Relative addresses are relative to `baseUrl`. */
export function copiesOf(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
  baseUrl: string,
): RequestCopies {
  const body = init?.body
  const streams = body instanceof ReadableStream
  const target = input instanceof Request ? input : new URL(input, baseUrl)
  // The platform wants this said with a streaming body.
  const options = streams ? { duplex: 'half' as const, ...init } : init
  if (streams) return { first: new Request(target, options), again: () => undefined }
  // A Request's own body is a stream that can be read once: the copy is taken before.
  const spare = target instanceof Request && body == null ? target.clone() : target
  return { first: new Request(target, options), again: () => new Request(spare, options) }
}

/** Serves a body in pieces, each when it is asked for, so that a slow reader slows the server down. */
export function serveBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  look: (piece: Uint8Array<ArrayBuffer>) => void,
): MessagePort {
  const { port1, port2 } = new MessageChannel()
  const reader = body.getReader()

  async function next(): Promise<void> {
    try {
      const { done, value } = await reader.read()
      if (done) return end({ done: true })
      look(value)
      const whole = value.byteLength === value.buffer.byteLength ? value : value.slice()
      port1.postMessage({ piece: whole.buffer }, [whole.buffer])
    } catch (error) {
      // Its reader learns that it broke, not why: the reason may say what is in it.
      void reader.cancel().catch(() => {})
      end({ broken: (error as Error | null)?.name === 'SessionError' ? 'withheld' : 'lost' })
    }
  }

  function end(last: object): void {
    port1.postMessage(last)
    port1.close()
  }

  port1.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === 'pull') return void next()
    void reader.cancel().catch(() => {})
    port1.close()
  }
  return port2
}

/** Reads a body from the other side. `failed` makes the error of a body that broke. */
export function pullBody(
  port: MessagePort,
  signal: AbortSignal,
  failed: (how: 'lost' | 'withheld') => Error,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const cancel = (): void => {
    port.postMessage('cancel')
    port.close()
  }
  // Not of type 'bytes': WebKit has none.
  return new ReadableStream(
    {
      start: (controller) =>
        signal.addEventListener('abort', () => {
          cancel()
          controller.error(signal.reason)
        }),
      pull: (controller) =>
        new Promise<void>((resolve) => {
          port.onmessage = ({ data }: MessageEvent<BodyMessage>) => {
            if ('piece' in data) controller.enqueue(new Uint8Array(data.piece))
            else if ('done' in data) controller.close()
            else controller.error(failed(data.broken))
            resolve()
          }
          port.postMessage('pull')
        }),
      cancel,
    },
    { highWaterMark: 1 },
  )
}

type BodyMessage =
  | { readonly piece: ArrayBuffer }
  | { readonly done: true }
  | { readonly broken: 'lost' | 'withheld' }

/** What serves the connections of a worker. */
interface Server {
  connect(connect: (listener: (message: unknown) => void) => ScopePort): void
}

interface ScopePort {
  post(message: unknown, transfer?: Transferable[]): void
  close(): void
}

interface WorkerScope {
  readonly name: string
  onconnect?: ((event: MessageEvent) => void) | null
  onmessage?: ((event: MessageEvent) => void) | null
  postMessage?: (message: unknown, transfer: Transferable[]) => void
}

/** Listens as whichever kind of worker this is. `start` gets the worker's name. */
export function hear(start: (name: string) => Server): void {
  const scope = globalThis as unknown as WorkerScope
  const server = start(scope.name)
  if ('onconnect' in scope) {
    scope.onconnect = ({ ports }) => server.connect((listener) => open(ports[0]!, listener))
  } else {
    server.connect((listener) => open(scope as unknown as MessagePort, listener))
  }
}

function open(port: MessagePort, listener: (message: unknown) => void): ScopePort {
  port.onmessage = ({ data }: MessageEvent<unknown>) => listener(data)
  return {
    post: (message, transfer = []) => port.postMessage(message, transfer),
    close: () => {
      port.onmessage = null
    },
  }
}

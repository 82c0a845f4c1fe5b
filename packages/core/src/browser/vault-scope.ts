import type { Connect } from '../ports/wire-port.js'
import { wirePort } from './wire-port.js'

/** What serves the connections of a worker. */
interface Server {
  connect(connect: Connect): void
}

interface WorkerScope {
  readonly name: string
  onconnect?: ((event: MessageEvent) => void) | null
}

/** Listens as whichever kind of worker this is. `start` gets the worker's name. */
export function hear(start: (name: string) => Server): void {
  const scope = globalThis as unknown as WorkerScope
  const server = start(scope.name)
  const serve = (port: MessagePort): void =>
    server.connect((listener) => wirePort(port, listener, () => void (port.onmessage = null)))
  if ('onconnect' in scope) scope.onconnect = ({ ports }) => serve(ports[0]!)
  // The scope of a dedicated worker is its one port.
  else serve(scope as unknown as MessagePort)
}

import type { OpenRealm } from '../ports/wire-port.js'
import { wirePort } from './wire-port.js'

/** A shared worker, for all tabs; `extendedLifetime` lets it outlive a reload where the browser knows it. */
export function sharedWorker(name: string, url: () => URL): OpenRealm {
  return (listener, broken) => {
    if (typeof SharedWorker === 'undefined') throw new TypeError('there are no shared workers here')
    const options = { type: 'module', name, extendedLifetime: true } as const
    const worker = new SharedWorker(url(), options)
    worker.onerror = () => broken(new TypeError('the worker did not load'))
    return wirePort(worker.port, listener, () => worker.port.close())
  }
}

/** A worker of this page alone. */
export function ownWorker(name: string, url: () => URL): OpenRealm {
  return (listener, broken) => {
    const worker = new Worker(url(), { type: 'module', name })
    worker.onerror = () => broken(new TypeError('the worker did not load'))
    return wirePort(worker, listener, () => worker.terminate())
  }
}

interface Port {
  post(message: unknown, transfer?: Transferable[]): void
  close(): void
}

type Open = (listener: (message: unknown) => void, broken: (error: unknown) => void) => Port

/** A shared worker, for all tabs; `extendedLifetime` lets it outlive a reload where the browser knows it. */
export function sharedWorker(name: string, url: () => URL): Open {
  return (listener, broken) => {
    if (typeof SharedWorker === 'undefined') throw new TypeError('there are no shared workers here')
    const options = { type: 'module', name, extendedLifetime: true } as const
    const worker = new SharedWorker(url(), options)
    worker.onerror = () => broken(new TypeError('the worker did not load'))
    return portOf(worker.port, listener, () => worker.port.close())
  }
}

/** A worker of this page alone. */
export function ownWorker(name: string, url: () => URL): Open {
  return (listener, broken) => {
    const worker = new Worker(url(), { type: 'module', name })
    worker.onerror = () => broken(new TypeError('the worker did not load'))
    return portOf(worker, listener, () => worker.terminate())
  }
}

function portOf(
  port: MessagePort | Worker,
  listener: (message: unknown) => void,
  close: () => void,
): Port {
  port.onmessage = ({ data }: MessageEvent<unknown>) => listener(data)
  return { post: (message, transfer = []) => port.postMessage(message, transfer), close }
}

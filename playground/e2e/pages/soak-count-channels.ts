/** Counts the channels, ports and workers of this page that nobody has closed. */
export function countChannels(): () => Readonly<Record<'channels' | 'ports' | 'workers', number>> {
  const channels = new Set<object>()
  const ports = new Set<object>()
  const workers = new Set<object>()

  counting('BroadcastChannel', (channel) => channels.add(channel))
  counting('MessageChannel', ({ port1, port2 }) => ports.add(port1).add(port2))
  counting('SharedWorker', ({ port }) => ports.add(port))
  counting('Worker', (worker) => workers.add(worker))
  ending(BroadcastChannel.prototype, 'close', channels)
  ending(MessagePort.prototype, 'close', ports)
  ending(Worker.prototype, 'terminate', workers)
  // A port that was sent away is somebody else's.
  for (const { prototype } of [MessagePort, Worker]) {
    const { postMessage } = prototype
    prototype.postMessage = function (message: unknown, given?: unknown) {
      const sent = Array.isArray(given)
        ? given
        : ((given as StructuredSerializeOptions | undefined)?.transfer ?? [])
      for (const one of sent) ports.delete(one as object)
      postMessage.call(this, message, given as StructuredSerializeOptions)
    }
  }
  return () => ({ channels: channels.size, ports: ports.size, workers: workers.size })
}

type Made = 'BroadcastChannel' | 'MessageChannel' | 'SharedWorker' | 'Worker'

function counting<Name extends Made>(
  name: Name,
  note: (made: InstanceType<(typeof globalThis)[Name]>) => void,
): void {
  const original = globalThis[name] as (new (...given: unknown[]) => never) | undefined
  if (original === undefined) return
  const counted = new Proxy(original, {
    construct(target, given, newTarget) {
      const made = Reflect.construct(target, given, newTarget) as never
      note(made)
      return made
    },
  })
  Object.assign(globalThis, { [name]: counted })
}

function ending<Name extends string>(
  prototype: Record<Name, () => void>,
  name: Name,
  living: Set<object>,
): void {
  const end = prototype[name]
  prototype[name] = function (this: object) {
    living.delete(this)
    end.call(this as never)
  }
}

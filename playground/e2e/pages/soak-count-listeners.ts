interface Kept {
  readonly target: WeakRef<EventTarget>
  readonly listeners: Set<string>
}

/** Counts the listeners of what lives: those of signals apart, which go with their signals. */
export function countListeners(): () => { readonly listeners: number; readonly onSignals: number } {
  const all = new Set<Kept>()
  const keptOf = new WeakMap<EventTarget, Kept>()
  const nameOf = createNames()
  const { addEventListener, removeEventListener } = EventTarget.prototype

  function kept(target: EventTarget): Kept {
    const known = keptOf.get(target)
    if (known !== undefined) return known
    const one = { target: new WeakRef(target), listeners: new Set<string>() }
    all.add(one)
    keptOf.set(target, one)
    return one
  }

  EventTarget.prototype.addEventListener = function (type, listener, options) {
    addEventListener.call(this, type, listener, options)
    if (listener === null) return
    const target = this ?? globalThis
    const { listeners } = kept(target)
    const key = `${type} ${isCapture(options)} ${nameOf(listener)}`
    listeners.add(key)
    const { once, signal } = typeof options === 'object' ? options : {}
    const gone = (): void => void listeners.delete(key)
    if (once === true)
      addEventListener.call(target, type, gone, { once, capture: isCapture(options) })
    if (signal) addEventListener.call(signal, 'abort', gone, { once: true })
  }
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    removeEventListener.call(this, type, listener, options)
    if (listener === null) return
    kept(this ?? globalThis).listeners.delete(`${type} ${isCapture(options)} ${nameOf(listener)}`)
  }

  return () => {
    const result = { listeners: 0, onSignals: 0 }
    for (const one of all) {
      const target = one.target.deref()
      if (target === undefined) all.delete(one)
      // What was aborted calls nobody any more.
      else if (!(target instanceof AbortSignal)) result.listeners += one.listeners.size
      else if (!target.aborted) result.onSignals += one.listeners.size
    }
    return result
  }
}

function isCapture(options: boolean | EventListenerOptions | undefined): boolean {
  return typeof options === 'object' ? options.capture === true : options === true
}

function createNames(): (listener: object) => number {
  const names = new WeakMap<object, number>()
  let count = 0
  return (listener) => {
    const name = names.get(listener) ?? ++count
    names.set(listener, name)
    return name
  }
}

/** Makes this page's platform poorer, where the test wants that, before anything is made of it. */
export function changePlatform(how: string): void {
  POORER[how]?.()
}

function refuse(): never {
  throw new DOMException('The test says no.', 'SecurityError')
}

/** Where something is missing, where it is there and throws, and where the test looks on. */
const POORER: Record<string, () => void> = {
  'no IndexedDB': () => remove(globalThis, 'indexedDB'),
  'IndexedDB throws': () => replace(globalThis, 'indexedDB', { get: refuse }),
  'IndexedDB does not open': () => replace(IDBFactory.prototype, 'open', { value: refuse }),
  'no BroadcastChannel': () => remove(globalThis, 'BroadcastChannel'),
  'BroadcastChannel throws': () => replace(globalThis, 'BroadcastChannel', { value: refuse }),
  'no locks': () => remove(Navigator.prototype, 'locks'),
  'locks throw': () => replace(LockManager.prototype, 'request', { value: async () => refuse() }),
  'counts timers': countTimers,
  'no SharedWorker': () => remove(globalThis, 'SharedWorker'),
}

/** `timersIn()` says how many wait. */
function countTimers(): void {
  const waiting = new Set<unknown>()
  const { setTimeout: set, clearTimeout: clear } = globalThis
  const start = (work: () => void, delayMs?: number): unknown => {
    const timer: unknown = set(() => {
      waiting.delete(timer)
      work()
    }, delayMs)
    waiting.add(timer)
    return timer
  }
  const stop = (timer?: number): void => {
    waiting.delete(timer)
    clear(timer)
  }
  Object.assign(globalThis, { setTimeout: start, clearTimeout: stop, timersIn: () => waiting.size })
}

function remove(owner: object, name: string): void {
  if (!Reflect.deleteProperty(owner, name)) replace(owner, name, { value: undefined })
}

function replace(owner: object, name: string, descriptor: PropertyDescriptor): void {
  Object.defineProperty(owner, name, { configurable: true, ...descriptor })
}

/** Makes this page's platform poorer, where the test wants that, before anything is made of it. */

const query = new URLSearchParams(location.search)

function refuse(): never {
  throw new DOMException('The test says no.', 'SecurityError')
}

/** What it is like where something is missing, and where it is there and throws. */
const POORER: Record<string, () => void> = {
  'no IndexedDB': () => remove(globalThis, 'indexedDB'),
  'IndexedDB throws': () => replace(globalThis, 'indexedDB', { get: refuse }),
  'IndexedDB does not open': () => replace(IDBFactory.prototype, 'open', { value: refuse }),
  'no BroadcastChannel': () => remove(globalThis, 'BroadcastChannel'),
  'BroadcastChannel throws': () => replace(globalThis, 'BroadcastChannel', { value: refuse }),
  'no locks': () => remove(Navigator.prototype, 'locks'),
  'locks throw': () => replace(LockManager.prototype, 'request', { value: async () => refuse() }),
  'no SharedWorker': () => remove(globalThis, 'SharedWorker'),
}

function remove(owner: object, name: string): void {
  if (!Reflect.deleteProperty(owner, name)) replace(owner, name, { value: undefined })
}

function replace(owner: object, name: string, descriptor: PropertyDescriptor): void {
  Object.defineProperty(owner, name, { configurable: true, ...descriptor })
}

POORER[query.get('platform') ?? '']?.()

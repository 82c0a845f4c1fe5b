import { createSession, type Session } from '@latchkey/core'
import { oidc } from '@latchkey/core/oidc'

/** What the tests drive. */
interface OidcHarness {
  readonly session: Session
  readonly events: string[]
  /** What the events told. */
  readonly told: unknown[]
  /** The code of each call that failed, by name. */
  readonly failures: string[]
  /** Calls the API that many times at once: the status of each answer, or the code of each error. */
  readyMs(): number
  /** Another session of the same name in the same page, where a test wants one. */
  readonly second: Session | undefined
  call(times: number, path?: string, init?: RequestInit): Promise<(number | string)[]>
}

declare global {
  var oidcHarness: OidcHarness
}

// The options outlive the visit to the provider, which keeps no query of ours.
const KEY = 'oidc-test'
if (location.search.includes('issuer=')) sessionStorage.setItem(KEY, location.search)
const query = new URLSearchParams(sessionStorage.getItem(KEY) ?? '')
const read = (name: string) => query.get(name) ?? undefined
const idleMs = Number(read('idle') ?? 0)
// As if this browser knew no shared workers.
if (query.has('without-shared')) Reflect.deleteProperty(globalThis, 'SharedWorker')

const api = read('api') ?? location.origin
const start = (): Session =>
  createSession({
    strategy: oidc({
      issuer: read('issuer')!,
      clientId: read('client') ?? 'notes',
      redirectUri: location.pathname,
      ...(query.has('dpop') && { dpop: read('dpop') as 'never' }),
      flows: {
        ...(query.has('restore') && { restore: read('restore') as 'frame' }),
        ...(query.has('stepUp') && { stepUp: read('stepUp') as 'popup' }),
      },
    }),
    name: read('name') ?? read('client') ?? 'notes',
    allowedOrigins: api === location.origin ? [] : [api],
    ...(idleMs > 0 && { idle: { timeoutMs: idleMs, warningMs: idleMs / 2 } }),
    isolation: {
      prefer: (read('prefer') ?? 'auto') as 'auto',
      persist: read('persist') === 'sealed' ? 'sealed' : 'none',
      unsafeExposeAccessToken: query.has('expose'),
      ...(query.has('worker') && { workerUrl: read('worker')! }),
    },
  })
const session = start()
// As React's StrictMode does, or hot reload.
const second = query.has('twice') ? start() : undefined

async function call(times: number, path = '/oidc/orders', init?: RequestInit) {
  const one = async (): Promise<number | string> => {
    try {
      return (await session.fetch(api + path, init)).status
    } catch (error) {
      return (error as { code?: string }).code ?? String(error)
    }
  }
  return Promise.all(Array.from({ length: times }, one))
}

const events: string[] = []
const told: unknown[] = []
const failures: string[] = []
const EVENTS =
  'signedIn signedOut userChanged warning active refreshed degraded recovered stepUpRequired notice'
for (const name of EVENTS.split(' ')) {
  session.on(name as 'signedIn', (event) => {
    events.push(name)
    told.push(event)
  })
}
const show = () => {
  document.querySelector('#state')!.textContent = session.state.status
}
session.subscribe(show)
show()

function onClick(id: string, work: () => Promise<void>): void {
  document.querySelector(`#${id}`)!.addEventListener('click', () => {
    work().catch((error: { code?: string }) => failures.push(error.code ?? String(error)))
  })
}
onClick('sign-in', () => session.signIn({ returnTo: `${location.pathname}?back` }))
onClick('popup', () => session.signIn({ method: 'popup' }))
onClick('step-up', () =>
  session.reauthenticate({ acrValues: 'urn:latchkey:loa:2', method: 'popup' }),
)

// How long the start took, from the first line of this script to an answer of the vault.
const startedAt = performance.now()
let readyMs = 0
void session.ready.then(() => (readyMs = performance.now() - startedAt))

globalThis.oidcHarness = { session, events, told, failures, call, readyMs: () => readyMs, second }

import { bearer, cookie, type Session } from '@latchkey/core'
import { browserPorts, createSessionWith } from '@latchkey/core/testing'
import { changePlatform } from './platform.ts'

/** What the tests drive: a session whose wall clock can jump. */
interface Harness {
  readonly session: Session
  readonly events: string[]
  /** What the events told. */
  readonly told: unknown[]
  /** Every token that a server sent to this page; the tests look for them elsewhere. */
  secrets(): string[]
  jump(byMs: number): void
  signIn(user: string, remember?: boolean): Promise<void>
  /** Calls the API that many times at once, and returns the status of each answer, or the code of each error. */
  call(times: number, path?: string): Promise<(number | string)[]>
}

declare global {
  var latchkey: Harness
}

const query = new URLSearchParams(location.search)
changePlatform(query.get('platform') ?? '')
const way = query.get('way') ?? 'cookie'
// Who holds the refresh token of a bearer session.
const holder = way === 'sealed' || way === 'answer' ? 'answer' : 'cookie'
const idleMs = Number(query.get('idle') ?? 0)
let jumpedMs = 0
const secrets: string[] = []

const ports = browserPorts()
const session = createSessionWith(
  {
    ...ports,
    clock: { ...ports.clock, now: () => ports.clock.now() + jumpedMs },
    http: { send: sendNoting },
  },
  {
    strategy: way === 'cookie' ? cookieSession() : bearerSession(),
    name: query.get('name') ?? way,
    ...(idleMs > 0 && { idle: { timeoutMs: idleMs, warningMs: idleMs / 2 } }),
    isolation: {
      persist: way === 'sealed' ? 'sealed' : 'none',
      prefer: (query.get('prefer') ?? 'page') as 'page',
    },
  },
)

function cookieSession() {
  return cookie({
    session: '/session',
    end: '/session/end',
    refresh: '/session/refresh',
    keepAlive: '/session/keep-alive',
  })
}

function bearerSession() {
  return bearer({
    signIn: { url: '/token/sign-in' },
    refresh: { url: '/token/refresh' },
    end: { url: '/token/end' },
    refreshToken: holder,
  })
}

async function sendNoting(request: Request): Promise<Response> {
  const answer = await ports.http.send(request)
  if (!request.url.includes('/token/')) return answer
  const tokens = await answer
    .clone()
    .json()
    .catch(() => ({}))
  if (!query.has('quiet'))
    secrets.push(...[tokens.access_token, tokens.refresh_token].filter(Boolean))
  return answer
}

async function signIn(user: string, remember = false): Promise<void> {
  const body = { user, password: `${user}-demo`, remember }
  if (way !== 'cookie') {
    return session.signIn({ ...body, refresh: holder })
  }
  const headers = { 'content-type': 'application/json', 'latchkey-csrf': '1' }
  await fetch('/auth/sign-in', { method: 'POST', headers, body: JSON.stringify(body) })
  await session.signIn()
}

async function call(times: number, path = '/api/whoami'): Promise<(number | string)[]> {
  const one = () =>
    session.fetch(path).then(
      (answer) => answer.status,
      (error: { code?: string; name: string }) => error.code ?? error.name,
    )
  return Promise.all(Array.from({ length: times }, one))
}

const events: string[] = []
const told: unknown[] = []
for (const name of [
  'signedIn',
  'signedOut',
  'refreshed',
  'warning',
  'active',
  'userChanged',
  'notice',
] as const) {
  session.on(name, (event) => {
    if (query.has('quiet')) return
    events.push(name)
    told.push(event)
  })
}

function show(): void {
  const { state } = session
  const place = document.querySelector('#state')
  const words =
    state.status === 'signedIn' ? `signedIn ${JSON.stringify(state.user)}` : state.status
  if (place && place.textContent !== words) place.textContent = words
}
session.subscribe(show)
show()

globalThis.latchkey = {
  session,
  events,
  told,
  secrets: () => secrets,
  jump: (byMs) => void (jumpedMs += byMs),
  signIn,
  call,
}

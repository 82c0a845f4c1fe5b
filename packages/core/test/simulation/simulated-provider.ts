import type { Visit, VisitMethod } from '../../src/ports/visit.js'
import type { World } from '../../src/testing/index.js'
import { CLIENT, createTestProvider, ISSUER } from '../oidc/test-provider.js'
import type { Ledger, Realm } from './ledger.js'
import { type SimulatedVisit, toReturned } from './visits.js'

/** The provider of a history, and the ways there and back. */
export interface SimulatedProvider {
  /** How the pages of a realm get there. */
  visitOf(realm: Realm): Visit
  /** Where the user of a visit is sent back to: to the same address, however often it is opened. */
  comeBack(visit: SimulatedVisit): string
  /** Where a user is sent back to who says no. */
  refuse(visit: SimulatedVisit): string
  /** A return that a stranger got for himself. */
  strangers(): string
}

/** What becomes of a visit. */
export interface ProviderListener {
  readonly visiting: (visit: SimulatedVisit) => void
  /** The page is left; `signedOut`: for the provider's sign-out, which sends the user back at once. */
  readonly left: (realm: Realm, signedOut: boolean) => void
}

/** Says in the authorization request how long its user takes: all that will happen is in the history. */
export const TAKES_MS = 'takes_ms'

/** Its refresh tokens are those of the world's own server, and so is the API that takes its access tokens. */
export function createSimulatedProvider(
  world: World,
  ledger: Ledger,
  { visiting, left }: ProviderListener,
): SimulatedProvider {
  const provider = createTestProvider(world.server.tokens)
  let known: string | undefined
  let strangers = 0
  world.network.host(ISSUER, provider.respond)

  function comeBack(visit: SimulatedVisit): string {
    if (visit.back !== undefined) return visit.back
    const hint = visit.request.searchParams.get('login_hint')
    known = hint === null ? known : `u-${hint}`
    if (known === undefined) return refuse(visit)
    visit.user = known
    visit.back = provider.authorize(visit.request.href, known)
    return visit.back
  }

  function refuse({ request, state }: SimulatedVisit): string {
    const back = new URL(request.searchParams.get('redirect_uri')!)
    const sent = { error: 'access_denied', state, iss: ISSUER }
    for (const [name, value] of Object.entries(sent)) back.searchParams.set(name, value)
    return back.href
  }

  function visitOf(realm: Realm): Visit {
    const waiting = new Map<string, (url: string) => void>()

    async function open(method: VisitMethod, url: string): Promise<void> {
      const request = new URL(url)
      if (request.pathname === '/end') {
        known = undefined
        return left(realm, true)
      }
      const state = request.searchParams.get('state') ?? ''
      const visit = { ...ledger.moment(), method, request, state, back: undefined, user: undefined }
      ledger.visits.push(visit)
      ledger.tell(`${realm.name} ⇒ provider, ${method}`)
      visiting(visit)
      if (method === 'redirect') left(realm, false)
      else void bring(visit)
      await realm.life.gate(world.hops('wire'))
    }

    async function bring(visit: SimulatedVisit): Promise<void> {
      const takesMs = Number(visit.request.searchParams.get(TAKES_MS) ?? 0)
      await new Promise<void>((resolve) => void world.timeline.after(takesMs, resolve))
      await world.hops('network')
      const callback = comeBack(visit)
      const hear = waiting.get(visit.state)
      if (hear === undefined) return
      ledger.returns.push(toReturned(realm, callback, ledger.visits, ledger.moment()))
      hear(callback)
    }

    function returned(state: string, signal: AbortSignal): Promise<string> {
      const back = new Promise<string>((resolve, reject) => {
        const giveUp = (): void => {
          waiting.delete(state)
          reject(new DOMException('The visit was given up.', 'AbortError'))
        }
        waiting.set(state, resolve)
        signal.addEventListener('abort', giveUp)
        if (signal.aborted) giveUp()
      })
      return realm.life.gate(back)
    }

    return { open, returned, leavable: () => undefined, goOn: () => {} }
  }

  return {
    visitOf,
    comeBack,
    refuse,
    strangers: () => {
      const params = {
        client_id: CLIENT,
        redirect_uri: 'https://app.example.com/',
        state: `r.stranger-${++strangers}`,
        nonce: 'of a stranger',
        code_challenge: 'of a stranger',
      }
      return provider.authorize(`${ISSUER}/auth?${new URLSearchParams(params)}`, 'u-stranger')
    },
  }
}

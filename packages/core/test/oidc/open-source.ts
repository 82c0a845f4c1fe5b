import { onTestFinished } from 'vitest'
import { SessionError } from '../../src/errors.js'
import type { Call, StrategyWorld } from '../../src/ports/strategy.js'
import type { VisitMethod } from '../../src/ports/visit.js'
import { oidcSource } from '../../src/strategies/oidc/oidc-source.js'
import type { OidcOptions } from '../../src/strategies/oidc/oidc-options.js'
import { createTestCrypto } from '../../src/testing/crypto.js'
import { createLife } from '../../src/testing/life.js'
import { createTestNavigation } from '../../src/testing/navigation.js'
import { createTestStorage } from '../../src/testing/store.js'
import { CLIENT, createTestProvider, ISSUER } from './test-provider.js'

/** An app's way to a provider in memory, and what it visited. */
export async function openSource(options: Partial<OidcOptions> = {}) {
  // The protocol's library reads the real clock; what the test moves is the app's own.
  let time = Date.now()
  const now = () => time
  const provider = createTestProvider()
  let back: (url: string) => void = () => {}
  let user = 'u-ada'
  let lost = false
  let blocked = false
  const visits: { readonly method: VisitMethod; readonly url: string }[] = []
  const storage = createTestStorage(() => Promise.resolve())
  let respond = provider.respond
  let ids = 0
  const ended = new AbortController()
  onTestFinished(() => ended.abort())

  /** Another realm of the same browser: a page that was reloaded. */
  function openRealm() {
    const source = oidcSource({
      issuer: ISSUER,
      clientId: CLIENT,
      redirectUri: '/back',
      ...options,
    })
    const world: StrategyWorld = {
      clock: { now, monotonic: now, after: () => () => {} },
      http: { send: (request) => respond(request) },
      navigation: createTestNavigation('https://app.example.com/', true),
      crypto: createTestCrypto(
        () => ++ids,
        () => 0.5,
      ),
      persist: 'none',
      name: 'notes',
      store: storage.forTab(createLife()),
      visit: {
        open: async (method, url) => {
          visits.push({ method, url })
          if (blocked) throw new SessionError('popup_blocked')
          if (method !== 'redirect') back(provider.authorize(url, user))
        },
        leavable: () => 'https://app.example.com/orders?page=2',
        returned: (_state, signal) =>
          new Promise((resolve, reject) => {
            back = lost ? () => {} : resolve
            signal.addEventListener('abort', () => reject(signal.reason as Error))
            if (signal.aborted) reject(signal.reason as Error)
          }),
        goOn: () => {},
      },
    }
    source.open(world)
    return source
  }

  const call: Call = { epoch: 'e1', known: true, signal: ended.signal }
  return {
    provider,
    visits,
    storage,
    call,
    source: openRealm(),
    openRealm,
    /** Where the last visit comes back to. */
    comeBack: () => provider.authorize(visits.at(-1)!.url, user),
    as: (name: string) => void (user = name),
    /** The user closes the window: nothing comes back. */
    neverBack: () => void (lost = true),
    block: () => void (blocked = true),
    now,
    pass: (ms: number) => void (time += ms),
    respondWith: (next: (request: Request) => Promise<Response>) => void (respond = next),
  }
}

import { inThisRealm } from '../../src/in-this-realm.js'
import { oidcSource } from '../../src/strategies/oidc/oidc-source.js'
import type { OidcOptions } from '../../src/strategies/oidc/oidc-options.js'
import { createTokenStrategy } from '../../src/strategies/token-strategy.js'
import { createTestHttp } from '../../src/testing/http.js'
import { createSessionWith, createWorld } from '../../src/testing/index.js'
import type { SessionOptions } from '../../src/session-options.js'
import { CLIENT, createTestProvider, ISSUER } from './test-provider.js'

/** A browser profile with a provider, whose tabs run an OpenID session in fake time. */
export async function openOidcWorld() {
  const world = createWorld()
  const provider = createTestProvider()
  let user = 'u-ada'
  let answer: (request: Request) => Promise<Response> = provider.respond
  const sent: Request[] = []

  async function openTab(
    options: Partial<SessionOptions<unknown>> = {},
    oidc: Partial<OidcOptions> = {},
  ) {
    const { ports, life, activity } = world.openPage()
    const visited: string[] = []
    let back: (url: string) => void = () => {}
    const respond = (request: Request): Promise<Response> => {
      sent.push(request)
      return answer(request)
    }
    const session = createSessionWith(
      {
        ...ports,
        http: createTestHttp(respond, life),
        visit: {
          open: async (method, url) => {
            visited.push(url)
            if (method !== 'redirect') back(provider.authorize(url, user))
          },
          leavable: () => undefined,
          returned: () => new Promise((resolve) => void (back = resolve)),
          goOn: () => {},
        },
      },
      {
        strategy: inThisRealm(
          createTokenStrategy(oidcSource({ issuer: ISSUER, clientId: CLIENT, ...oidc })),
        ),
        isolation: { persist: 'sealed' },
        ...options,
      },
    )
    const events: string[] = []
    for (const name of ['signedIn', 'signedOut', 'userChanged', 'stepUpRequired'] as const) {
      session.on(name, () => void events.push(name))
    }
    await session.ready
    return { session, life, activity, visited, events }
  }

  return {
    world,
    provider,
    sent,
    openTab,
    as: (name: string) => void (user = name),
    answerWith: (next: (request: Request) => Promise<Response>) => void (answer = next),
    refreshes: () => provider.counters.refreshes,
  }
}

import { inThisRealm } from '../src/in-this-realm.js'
import { bearerStrategy } from '../src/strategies/bearer.js'

/** The bearer strategy of the scripted server, in the page's realm. */
export function testBearer(refreshToken: 'cookie' | 'answer' = 'answer') {
  const options = {
    signIn: { url: '/token/sign-in' },
    refresh: { url: '/token/refresh' },
    end: { url: '/token/end' },
    refreshToken,
  }
  return inThisRealm(bearerStrategy(options))
}

/** Options of a session whose tokens all tabs share. */
export const sealedBearer = () => ({
  strategy: testBearer(),
  isolation: { persist: 'sealed' as const },
})

import { bearer } from '../src/index.js'

/** The bearer strategy of the scripted server. */
export function testBearer(refreshToken: 'cookie' | 'answer' = 'answer') {
  return bearer({
    signIn: { url: '/token/sign-in' },
    refresh: { url: '/token/refresh' },
    end: { url: '/token/end' },
    refreshToken,
  })
}

/** Options of a session whose tokens all tabs share. */
export const sealedBearer = () => ({
  strategy: testBearer(),
  isolation: { persist: 'sealed' as const },
})

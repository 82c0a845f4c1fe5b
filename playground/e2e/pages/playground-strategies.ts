import type { HostedStrategy } from '../../../packages/core/src/isolation/wire.js'
import type { Http } from '../../../packages/core/src/ports/http.js'
import type { Strategy } from '../../../packages/core/src/ports/strategy.js'
import type { Session } from '../../../packages/core/src/session.js'
import { cookieStrategy } from '../../../packages/core/src/strategies/cookie.js'

// From the source: what is published runs its sessions in the browser's own time only.

/** A cookie session of the playground. */
export function playgroundCookie(): Strategy {
  return cookieStrategy({
    session: '/session',
    end: '/session/end',
    refresh: '/session/refresh',
    keepAlive: '/session/keep-alive',
  })
}

/** A bearer session of the playground, as plain data. */
export function playgroundBearer(refreshToken: 'cookie' | 'answer'): HostedStrategy {
  return {
    kind: 'bearer',
    options: {
      signIn: { url: '/token/sign-in' },
      refresh: { url: '/token/refresh' },
      end: { url: '/token/end' },
      refreshToken,
    },
  }
}

/** Signs a user of the playground in, by a cookie or by tokens. */
export async function signInAs(
  user: string,
  session: Session,
  http: Http,
  refresh: 'cookie' | 'answer' | undefined,
): Promise<void> {
  const credentials = { user, password: `${user}-demo` }
  if (refresh !== undefined) return session.signIn({ ...credentials, refresh })
  const headers = { 'content-type': 'application/json', 'latchkey-csrf': '1' }
  const init = { method: 'POST', headers, body: JSON.stringify(credentials) }
  await http.send(new Request('/auth/sign-in', init))
  await session.signIn()
}

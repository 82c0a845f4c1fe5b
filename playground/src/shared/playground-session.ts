import { bearer, cookie, createSession, type Session } from '@latchkey/core'
import type { Choice, Way } from './choice.ts'
import { setLimits } from './control-api.ts'
import { LIMITS } from './limits.ts'
import { toUser, type User } from './user.ts'

const TOKEN_ENDPOINTS = {
  signIn: { url: '/token/sign-in' },
  refresh: { url: '/token/refresh' },
  end: { url: '/token/end' },
}

/** Creates the session that the address asks for, and tells the server the limits that it names. */
export function createPlaygroundSession(choice: Choice): Session<User> {
  const { idle, absoluteTimeoutMs } = LIMITS[choice.limits]
  // A server that does not answer is shown by the counters; the session does not wait for this.
  if (choice.setsLimits) setLimits(LIMITS[choice.limits]).catch(() => {})
  return createSession({
    // Each way is an app of its own: the two bearers have the same addresses.
    name: `playground-${choice.way}`,
    strategy: strategyOf(choice.way),
    isolation: { persist: choice.way === 'sealed' ? 'sealed' : 'none' },
    idle,
    absoluteTimeoutMs,
    user: toUser,
  })
}

function strategyOf(way: Way): ReturnType<typeof cookie> {
  if (way === 'bearer') return bearer({ ...TOKEN_ENDPOINTS, refreshToken: 'cookie' })
  if (way === 'sealed') return bearer({ ...TOKEN_ENDPOINTS, refreshToken: 'answer' })
  return cookie({
    session: '/session',
    refresh: '/session/refresh',
    keepAlive: '/session/keep-alive',
    end: '/session/end',
  })
}

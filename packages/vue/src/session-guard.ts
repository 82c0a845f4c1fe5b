import type { Session } from '@latchkey/core'

/**
 * Makes a guard for vue-router's `beforeEach`: it waits until it is known who is signed in, then lets pass or redirects.
 *
 * A convenience for the user, not a defence: what may be read is the server's decision.
 *
 * @example
 * router.beforeEach(createSessionGuard(session, (to) => to.meta.public || { name: 'sign-in' }))
 */
export function createSessionGuard<To, Answer>(
  session: Pick<Session, 'ready' | 'state'>,
  signedOut: (to: To) => Answer,
): (to: To) => Promise<Answer | true> {
  return async (to) => {
    await session.ready
    // On a server nothing is known: the page decides when it is there.
    return session.state.status !== 'signedOut' || signedOut(to)
  }
}

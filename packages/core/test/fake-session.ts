import type { Session, SessionState } from '@latchkey/core'

/** A session that changes when the test says so. */
export function fakeSession(initial: SessionState) {
  const listeners = new Set<() => void>()
  let state = initial
  const session = {
    ready: Promise.resolve(),
    get state() {
      return state
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    fetch: async () => new Response(),
    extend: () => {},
  } as unknown as Session<never>
  return {
    session,
    listeners: () => listeners.size,
    set: (next: SessionState) => {
      state = next
      for (const listener of listeners) listener()
    },
  }
}

export const STARTING: SessionState = { status: 'starting', connection: 'ok' }
export const SIGNED_OUT: SessionState = { status: 'signedOut', reason: 'never', origin: 'here' }
export const SIGNED_IN: SessionState = {
  status: 'signedIn',
  id: 'e1',
  user: { name: 'Ada' },
  signedInAt: 0,
  endsAt: Infinity,
  idle: 'active',
  connection: 'ok',
}
export const warningAt = (idleAt: number): SessionState => ({
  ...(SIGNED_IN as SessionState & { status: 'signedIn' }),
  idle: 'warning',
  idleAt,
})

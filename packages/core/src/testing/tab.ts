import type { Session, SessionEvents, SessionState } from '../session.js'
import type { TestActivity } from './activity.js'
import type { Life } from './life.js'
import type { TestLifecycle } from './lifecycle.js'
import type { TestServer, TestUser } from './server.js'
import { settled } from './timeline.js'

/** One tab: the session in it, and what a user or a browser does to it. */
export interface Tab {
  readonly session: Session
  readonly state: SessionState
  /** Every event so far, by name. */
  readonly events: (keyof SessionEvents)[]
  /** How often subscribers were called. */
  changes(): number
  /** Signs in at the scripted server, then here: cookie, or a body for a bearer session. */
  signIn(user: TestUser, body?: object): Promise<void>
  signOut(): Promise<void>
  /** A trusted key press. */
  touch(): Promise<void>
  hide(): Promise<void>
  show(): Promise<void>
  online(): Promise<void>
  freeze(): void
  thaw(): Promise<void>
  /** Goes to the back/forward cache, and comes back. */
  cache(): void
  back(): Promise<void>
  /** Closes it, or crashes: the same to everybody else. */
  kill(): void
  listeners(): number
}

/** The events that a test listens to. */
export const EVENTS = [
  'signedIn',
  'signedOut',
  'userChanged',
  'warning',
  'active',
  'refreshed',
  'degraded',
  'recovered',
  'notice',
] as const

export function createTestTab(
  session: Session,
  parts: {
    readonly life: Life
    readonly activity: TestActivity
    readonly lifecycle: TestLifecycle
    readonly server: TestServer
  },
): Tab {
  const { life, activity, lifecycle, server } = parts
  const events: (keyof SessionEvents)[] = []
  let changes = 0
  for (const name of EVENTS) session.on(name, () => void events.push(name))
  session.subscribe(() => void changes++)
  const after = async (work: () => unknown): Promise<void> => {
    work()
    await settled()
  }

  return {
    session,
    get state() {
      return session.state
    },
    events,
    changes: () => changes,
    signIn: async (user, body) => {
      if (body === undefined) server.cookies.signIn(user)
      const done = session.signIn(body && { user: user.name.toLowerCase(), ...body })
      await settled()
      await done
      await settled()
    },
    signOut: () => after(() => session.signOut()),
    touch: () => after(() => activity.touch()),
    hide: () => after(() => lifecycle.happen('hidden')),
    show: () => after(() => lifecycle.happen('shown')),
    online: () => after(() => lifecycle.happen('online')),
    freeze: life.freeze,
    thaw: () => after(() => life.thaw()),
    cache: () => {
      lifecycle.happen('left')
      life.cache()
    },
    back: () =>
      after(() => {
        life.thaw()
        lifecycle.happen('restored')
      }),
    kill: life.kill,
    listeners: () => activity.listeners() + lifecycle.listeners(),
  }
}

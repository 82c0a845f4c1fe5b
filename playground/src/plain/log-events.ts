import type { Session } from '@latchkey/core'
import { TAB_NAME } from '../shared/tab-name.ts'
import { timeOfDay } from '../shared/state-words.ts'
import type { User } from '../shared/user.ts'
import { log } from './log.ts'

/** Logs every event of the session. */
export function logEvents(session: Session<User>): void {
  let isFound = true
  void session.ready.then(() => (isFound = false))
  session.on('signedIn', ({ user, origin }) => {
    // Until it is known who is signed in, the session was there before this page.
    if (isFound) told('here', 'signedIn', `${user.name}, found at the start`)
    else told(origin, 'signedIn', user.name)
  })
  session.on('signedOut', ({ reason, origin }) => told(origin, 'signedOut', `reason: ${reason}`))
  session.on('userChanged', ({ user, previous }) =>
    told('here', 'userChanged', `${previous.name} → ${user.name}`),
  )
  session.on('warning', ({ idleAt }) =>
    told('here', 'warning', `idle ends it at ${timeOfDay(idleAt)}`),
  )
  session.on('active', () => told('here', 'active'))
  session.on('refreshed', ({ origin }) => told(origin, 'refreshed'))
  session.on('degraded', ({ error }) => told('here', 'degraded', `${error.code}: ${error.message}`))
  session.on('recovered', () => told('here', 'recovered'))
  session.on('stepUpRequired', () => told('server', 'stepUpRequired'))
  session.on('notice', ({ code }) => told('here', 'notice', code))
}

const WHO = { here: TAB_NAME, elsewhere: 'another tab', server: 'the server' } as const

function told(origin: keyof typeof WHO, what: string, detail?: string): void {
  log({ who: WHO[origin], what, ...(detail !== undefined && { detail }) })
}

import { callManyOrders, callOrders, failureInWords } from '../shared/api-call.ts'
import { endSessionsOf, expireCredentials } from '../shared/control-api.ts'
import { signInAs, type Account } from '../shared/sign-in-as.ts'
import { TAB_NAME } from '../shared/tab-name.ts'
import { onClick, say } from './element.ts'
import { addHold } from './hold.ts'
import { log } from './log.ts'
import { createShow } from './result.ts'
import { choice, session } from './session.ts'

const MANY_CALLS = 10

const show = createShow(session)

/** Makes the buttons of the session work. */
export function addActions(): void {
  onClick('sign-in-ada', () => signIn('ada'))
  onClick('sign-in-grace', () => signIn('grace'))
  onClick('sign-out', signOut)
  onClick('call-api', () => show('called the API', () => callOrders(session)))
  onClick('call-ten', () =>
    show('sent 10 calls at once', () => callManyOrders(session, MANY_CALLS)),
  )
  onClick('refresh', () => show('asked for a refresh', refresh))
  onClick('expire', () => show('expired the token', expire))
  onClick('end-elsewhere', () => show('ended the session elsewhere', endElsewhere))
  addHold(session)
}

/** Signs out, and says so in the log; the state does the rest. */
export function signOut(): void {
  log({ who: TAB_NAME, what: 'signed out' })
  void session.signOut()
}

async function signIn(account: Account): Promise<void> {
  say('sign-in-error', '')
  log({ who: TAB_NAME, what: 'signs in', detail: `as ${account}` })
  try {
    await signInAs(session, choice.way, account)
  } catch (error) {
    say('sign-in-error', failureInWords(error))
  }
}

async function refresh(): Promise<string> {
  await session.refresh()
  return 'refreshed'
}

async function expire(): Promise<string> {
  await expireCredentials()
  return 'the next call has to refresh first'
}

async function endElsewhere(): Promise<string> {
  const { state } = session
  if (state.status !== 'signedIn') return 'nobody is signed in'
  const kind = choice.way === 'cookie' ? 'cookie' : 'bearer'
  const ended = await endSessionsOf(state.user.sub, kind)
  return `${ended} ended at the server`
}

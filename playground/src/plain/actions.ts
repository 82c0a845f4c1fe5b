import { callManyOrders, callOrders, failureInWords } from '../shared/api-call.ts'
import { endSessionsOf, expireCredentials } from '../shared/control-api.ts'
import { signInAs, type Account } from '../shared/sign-in-as.ts'
import { TAB_NAME } from '../shared/tab-name.ts'
import { element, onClick, say } from './element.ts'
import { log } from './log.ts'
import { choice, session } from './session.ts'

const MANY_CALLS = 10

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
  addHold()
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

async function show(what: string, work: () => Promise<string>): Promise<void> {
  const before = idOfSession()
  const result = await work().catch(failureInWords)
  log({ who: TAB_NAME, what, detail: `– ${result}` })
  // The answer may come when somebody else is signed in.
  if (idOfSession() === before) say('result', result)
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

function addHold(): void {
  let release: (() => void) | undefined
  const button = element('hold', HTMLButtonElement)

  button.addEventListener('click', () => {
    if (release === undefined) release = session.hold('The user paused idleness')
    else release = void release()
    const isHeld = release !== undefined
    button.ariaPressed = String(isHeld)
    log({ who: TAB_NAME, what: isHeld ? 'paused idleness' : 'let idleness go on' })
  })
}

function idOfSession(): string | undefined {
  return session.state.status === 'signedIn' ? session.state.id : undefined
}

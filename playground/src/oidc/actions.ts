import { element, make, onClick, say } from '../plain/element.ts'
import { addHold } from '../plain/hold.ts'
import { log } from '../plain/log.ts'
import { createShow } from '../plain/result.ts'
import { callManyOrders, callOrders, failureInWords } from '../shared/api-call.ts'
import { TAB_NAME } from '../shared/tab-name.ts'
import { addButtons } from './buttons.ts'
import { session, setup } from './session.ts'
import { addStepUp, callVault } from './step-up.ts'

const MANY_CALLS = 10
const ORDERS = '/oidc/orders'

/** Makes the buttons of the session work. */
export function addActions(): void {
  const show = createShow(session)
  onClick('sign-in-redirect', () => signIn('redirect'))
  onClick('sign-in-popup', () => signIn('popup'))
  onClick('sign-out', signOut)

  addButtons('uses', [
    ['call-api', 'Call the API', () => show('called the API', () => callOrders(session, ORDERS))],
    [
      'call-ten',
      'Send 10 calls at once',
      () => show('sent 10 calls at once', () => callManyOrders(session, MANY_CALLS, ORDERS)),
    ],
    ['call-vault', 'Open the vault', () => show('opened the vault', callVault)],
    ['refresh', 'Refresh now', () => show('asked for a refresh', refresh)],
    ['hold', 'Pause idleness', () => {}],
  ])
  element('call-api', HTMLElement).classList.add('primary')
  element('hold', HTMLElement).ariaPressed = 'false'
  addHold(session)
  addSecondTab()

  addButtons('sign-outs', [
    ['sign-out-provider', 'Sign out everywhere', signOut],
    ['sign-out-here', 'Sign out here only', signOutHere],
  ])
  addStepUp(show)
}

/** Signs out, at the identity server too, and says so in the log; the state does the rest. */
export function signOut(): void {
  log({ who: TAB_NAME, what: 'signed out', detail: 'here and at the identity server' })
  void session.signOut()
}

function signOutHere(): void {
  log({ who: TAB_NAME, what: 'signed out', detail: 'of this app only' })
  void session.signOut({ provider: false })
}

async function signIn(method: 'redirect' | 'popup'): Promise<void> {
  say('sign-in-error', '')
  log({ who: TAB_NAME, what: 'signs in', detail: `by ${method}` })
  try {
    await session.signIn({ method })
  } catch (error) {
    say('sign-in-error', failureInWords(error))
  }
}

async function refresh(): Promise<string> {
  await session.refresh()
  return 'refreshed'
}

function addSecondTab(): void {
  element('uses', HTMLElement).append(
    make(
      'a',
      {
        className: 'button',
        href: `./oidc.html?${new URLSearchParams({ ...setup })}`,
        target: '_blank',
        rel: 'noopener',
      },
      'Open a second tab',
    ),
  )
}

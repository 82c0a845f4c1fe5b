import type { SessionState, SignedInState } from '@latchkey/core'
import {
  connectionInWords,
  holderInWords,
  idleInWords,
  originInWords,
  reasonInWords,
  sharingInWords,
  statusInWords,
  statusMark,
  timeOfDay,
} from '../shared/state-words.ts'
import type { User } from '../shared/user.ts'
import { element, makeFact, say } from './element.ts'
import { session } from './session.ts'

const PANELS = { starting: 'starting', signedOut: 'signed-out', signedIn: 'signed-in' } as const

const FACTS: readonly [id: string, name: string, value: (state: SignedInState<User>) => string][] =
  [
    ['signed-in-at', 'Signed in at', (state) => timeOfDay(state.signedInAt)],
    ['ends-at', 'Ends at the latest', (state) => timeOfDay(state.endsAt)],
    ['idle', 'Presence', idleInWords],
    ['connection', 'Connection', connectionInWords],
    ['isolation', 'Credentials are in', () => holderInWords(session)],
    ['shared-grant', 'Refreshes', () => sharingInWords(session)],
  ]

let shownId: string | undefined

/** Shows the state now and after each change. */
export function showSession(): void {
  const facts = FACTS.map(([id, name]) => makeFact(name, '', id))
  element('facts', HTMLElement).append(...facts)
  session.subscribe(render)
  render()
}

function render(): void {
  const { state } = session
  const hadFocus = hidePanels(state)
  say('state', statusInWords(state))
  element('state', HTMLElement).dataset['status'] = statusMark(state)
  element('sign-out', HTMLElement).hidden = state.status !== 'signedIn'
  if (state.status === 'signedIn') renderUser(state)
  if (state.status === 'signedOut') {
    say('reason', reasonInWords(state))
    say('origin', originInWords(state))
  }
  forgetNotes(state)
  if (hadFocus) focusPanel(state)
}

/** Shows the panel of the state alone; returns whether the focus was in one that went. */
function hidePanels({ status }: SessionState): boolean {
  const focused = document.activeElement
  const signOut = element('sign-out', HTMLElement)
  let hadFocus = status !== 'signedIn' && focused === signOut
  for (const [name, id] of Object.entries(PANELS)) {
    const panel = element(id, HTMLElement)
    const isGone = name !== status
    hadFocus ||= isGone && !panel.hidden && panel.contains(focused)
    panel.hidden = isGone
  }
  return hadFocus
}

function renderUser(state: SignedInState<User>): void {
  say('user-name', state.user.name)
  say('user-mail', state.user.email)
  for (const [id, , value] of FACTS) say(id, value(state))
}

// What one user wrote or was shown is nobody else's.
function forgetNotes(state: SessionState): void {
  if (state.status === 'starting') return
  const id = state.status === 'signedIn' ? state.id : undefined
  if (id === shownId) return
  shownId = id
  element('notes', HTMLTextAreaElement).value = ''
  say('result', 'Nothing called yet.')
}

function focusPanel({ status }: SessionState): void {
  if (status !== 'starting') {
    element(status === 'signedIn' ? 'user-name' : 'reason', HTMLElement).focus()
  }
}

import type { Session, SessionState, SignedInState } from '@latchkey/core'
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

const PANELS = { starting: 'starting', signedOut: 'signed-out', signedIn: 'signed-in' } as const

/** Something to show of a state: the id and the name of its place, and what stands there. */
export type SessionFact<SomeUser> = readonly [
  id: string,
  name: string,
  value: (state: SignedInState<SomeUser>) => string,
]

let shownId: string | undefined

/** Shows the state now and after each change, with more facts than the usual ones where given. */
export function showSession<SomeUser extends User>(
  session: Session<SomeUser>,
  more: readonly SessionFact<SomeUser>[] = [],
): void {
  const facts = [...usualFacts(session), ...more]
  element('facts', HTMLElement).append(...facts.map(([id, name]) => makeFact(name, '', id)))
  session.subscribe(render)
  render()

  function render(): void {
    const { state } = session
    const hadFocus = hidePanels(state)
    say('state', statusInWords(state))
    element('state', HTMLElement).dataset['status'] = statusMark(state)
    element('sign-out', HTMLElement).hidden = state.status !== 'signedIn'
    if (state.status === 'signedIn') {
      say('user-name', state.user.name)
      say('user-mail', state.user.email)
      for (const [id, , value] of facts) say(id, value(state))
    }
    if (state.status === 'signedOut') {
      say('reason', reasonInWords(state))
      say('origin', originInWords(state))
    }
    forgetNotes(state)
    if (hadFocus) focusPanel(state)
  }
}

function usualFacts(session: Session): readonly SessionFact<unknown>[] {
  return [
    ['signed-in-at', 'Signed in at', (state) => timeOfDay(state.signedInAt)],
    ['ends-at', 'Ends at the latest', (state) => timeOfDay(state.endsAt)],
    ['idle', 'Presence', idleInWords],
    ['connection', 'Connection', connectionInWords],
    ['isolation', 'Credentials are in', () => holderInWords(session)],
    ['shared-grant', 'Refreshes', () => sharingInWords(session)],
  ]
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

import type { Session } from '@latchkey/core'
import { announcementAt, closeWarning, openWarning } from '../shared/warning-dialog.ts'
import { element, onClick, say } from './element.ts'

/** Warns before idleness ends the session, with a countdown that every tab shows alike. */
export function addIdleWarning(session: Session, signOut: () => void): void {
  const dialog = element('idle-warning', HTMLDialogElement)
  let timer: ReturnType<typeof setTimeout> | undefined

  function render(): void {
    clearTimeout(timer)
    const { state } = session
    if (state.status !== 'signedIn') dialog.close()
    if (state.status !== 'signedIn' || state.idle === 'active') return closeWarning(dialog)
    const isFirst = !dialog.open
    tick(state.idleAt, isFirst)
    openWarning(dialog)
  }

  function tick(idleAt: number, isFirst: boolean): void {
    const leftMs = idleAt - Date.now()
    const seconds = Math.max(0, Math.ceil(leftMs / 1000))
    say('countdown', String(seconds))
    const announcement = announcementAt(seconds, isFirst)
    if (announcement !== undefined) say('idle-announcement', announcement)
    if (seconds > 0) timer = setTimeout(() => tick(idleAt, false), leftMs % 1000 || 1000)
  }

  // Escape, also where a browser closes without asking.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    session.extend()
  })
  dialog.addEventListener('close', () => {
    const { state } = session
    if (state.status === 'signedIn' && state.idle === 'warning') session.extend()
  })
  onClick('stay', () => session.extend())
  onClick('sign-out-now', signOut)
  session.subscribe(render)
  render()
}

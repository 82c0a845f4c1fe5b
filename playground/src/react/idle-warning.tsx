import { useCountdown, useSession } from '@latchkey/react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { announcementAt, closeWarning, openWarning } from '../shared/warning-dialog.ts'

/** Warns before idleness ends the session. */
export function IdleWarning(): ReactNode {
  const seconds = useCountdown()
  const { extend, signOut } = useSession()
  const dialog = useRef<HTMLDialogElement>(null)
  const isOpen = seconds !== undefined
  const announcement = useAnnouncement(seconds)

  useEffect(() => {
    if (dialog.current === null) return
    if (isOpen) openWarning(dialog.current)
    else closeWarning(dialog.current)
  }, [isOpen])

  return (
    <dialog
      ref={dialog}
      id="idle-warning"
      role="alertdialog"
      aria-labelledby="idle-title"
      aria-describedby="idle-text"
      onCancel={(event) => {
        event.preventDefault()
        extend()
      }}
      onClose={() => isOpen && extend()}
    >
      <h2 id="idle-title">Are you still there?</h2>
      <p id="idle-text">
        You will be signed out in{' '}
        <strong id="countdown" className="countdown">
          {seconds ?? 0}
        </strong>{' '}
        seconds. Any key or click keeps you signed in.
      </p>
      <p id="idle-announcement" className="visually-hidden" role="status">
        {announcement}
      </p>
      <div className="actions">
        {/* The attribute itself: React's `autoFocus` would act when this is mounted, not shown. */}
        <button
          ref={(button) => void button?.setAttribute('autofocus', '')}
          id="stay"
          className="button primary"
          type="button"
          onClick={extend}
        >
          Stay signed in
        </button>
        <button id="sign-out-now" className="button" type="button" onClick={() => void signOut()}>
          Sign out now
        </button>
      </div>
    </dialog>
  )
}

/** Keeps what was said last, until there is something new to say. */
function useAnnouncement(seconds: number | undefined): string {
  const [said, setSaid] = useState('')
  const isFirst = said === ''
  const next = seconds === undefined ? '' : (announcementAt(seconds, isFirst) ?? said)
  if (next !== said) setSaid(next)
  return next
}

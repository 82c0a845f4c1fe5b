import { SessionPending, SignedIn, SignedOut, useSession, useSessionState } from '@latchkey/react'
import type { ReactNode } from 'react'
import { choiceInWords } from '../shared/choice.ts'
import { statusInWords, statusMark } from '../shared/state-words.ts'
import { IdleWarning } from './idle-warning.tsx'
import { choice } from './session.ts'
import { SignInCard } from './sign-in-card.tsx'
import { UserCard } from './user-card.tsx'

/** The page below its header. */
export function App(): ReactNode {
  return (
    <>
      <Bar />
      <section className="stage" aria-label="Your session">
        <SessionPending>
          <div className="card calm">
            <p>Looking for your session…</p>
          </div>
        </SessionPending>
        <SignedOut>
          <SignInCard />
        </SignedOut>
        <SignedIn>
          <UserCard />
          <IdleWarning />
        </SignedIn>
      </section>
      <p className="foot quiet">
        Held as: {choiceInWords(choice)}.{' '}
        <a href={`./index.html${location.search}`}>Change it on the plain page</a>
      </p>
    </>
  )
}

function Bar(): ReactNode {
  const words = useSessionState(statusInWords)
  const mark = useSessionState(statusMark)
  const { signOut } = useSession()
  return (
    <div className="bar">
      <p id="state" className="state" role="status" data-status={mark}>
        {words}
      </p>
      <SignedIn>
        <button id="sign-out" className="button" type="button" onClick={() => void signOut()}>
          Sign out
        </button>
      </SignedIn>
    </div>
  )
}

import { useSession, useSessionState } from '@latchkey/react'
import { useState, type ReactNode } from 'react'
import { failureInWords } from '../shared/api-call.ts'
import { ACCOUNTS, signInAs, type Account } from '../shared/sign-in-as.ts'
import { originInWords, reasonInWords } from '../shared/state-words.ts'
import { choice } from './session.ts'

/** Why nobody is signed in, and the two accounts. */
export function SignInCard(): ReactNode {
  const state = useSessionState()
  const session = useSession()
  const [error, setError] = useState('')

  async function signIn(account: Account): Promise<void> {
    setError('')
    await signInAs(session, choice.way, account).catch((failure: unknown) =>
      setError(failureInWords(failure)),
    )
  }

  if (state.status !== 'signedOut') return null
  return (
    <div className="card">
      <h2 id="reason">{reasonInWords(state)}</h2>
      <p id="origin" className="quiet">
        {originInWords(state)}
      </p>
      <div className="actions">
        {ACCOUNTS.map(({ account, label }) => (
          <button
            key={account}
            id={`sign-in-${account}`}
            className="button primary"
            type="button"
            onClick={() => void signIn(account)}
          >
            {label}
          </button>
        ))}
      </div>
      <p id="sign-in-error" className="error" role="alert">
        {error}
      </p>
    </div>
  )
}

import { useIdle, useSession, useSessionState, useUser } from '@latchkey/react'
import { useState, type ReactNode } from 'react'
import { callOrders } from '../shared/api-call.ts'
import { connectionInWords, idleInWords, timeOfDay } from '../shared/state-words.ts'

/** Who is signed in, and what they can do. */
export function UserCard(): ReactNode {
  const user = useUser()
  const id = useSessionState((state) => (state.status === 'signedIn' ? state.id : undefined))
  return (
    <>
      <div className="card">
        <h2 id="user-name">{user?.name}</h2>
        <p id="user-mail" className="quiet">
          {user?.email}
        </p>
        <Facts />
      </div>
      {/* What one user wrote or was shown is nobody else's. */}
      <Orders key={id} />
    </>
  )
}

function Facts(): ReactNode {
  const state = useSessionState()
  const idle = useIdle()
  if (state.status !== 'signedIn' || idle === undefined) return null
  return (
    <dl className="facts">
      <Fact id="signed-in-at" name="Signed in at" value={timeOfDay(state.signedInAt)} />
      <Fact id="ends-at" name="Ends at the latest" value={timeOfDay(state.endsAt)} />
      <Fact id="idle" name="Presence" value={idleInWords(idle)} />
      <Fact id="connection" name="Connection" value={connectionInWords(state)} />
    </dl>
  )
}

function Fact({ id, name, value }: { id: string; name: string; value: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd id={id}>{value}</dd>
    </div>
  )
}

function Orders(): ReactNode {
  const session = useSession()
  const [result, setResult] = useState('Nothing called yet.')
  return (
    <div className="card">
      <h2>Use it</h2>
      <div className="actions">
        <button
          id="call-api"
          className="button primary"
          type="button"
          onClick={() => void callOrders(session).then(setResult)}
        >
          Call the API
        </button>
      </div>
      <p className="result">
        <output id="result">{result}</output>
      </p>
      <label className="heading" htmlFor="notes">
        Notes
      </label>
      <textarea id="notes" rows={3} />
    </div>
  )
}

import type { Session } from '@latchkey/core'
import {
  createContext,
  createElement,
  useContext,
  type Context,
  type ReactElement,
  type ReactNode,
} from 'react'
import type { RegisteredUser } from './register.js'

// The public session object is frozen and holds no secret, so whoever finds it here gains nothing.
const SessionContext: Context<Session | undefined> = /* @__PURE__ */ createContext<
  Session | undefined
>(undefined)

export interface SessionProviderProps {
  /** Made by the app with `createSession`, outside of any component; the app disposes of it. */
  readonly session: Session<RegisteredUser>
  readonly children?: ReactNode
}

/**
 * Gives the components below it the session that the app made.
 *
 * @example
 * const session = createSession({ strategy: cookie({ session: '/session', end: '/session/end' }) })
 *
 * createRoot(root).render(
 *   <SessionProvider session={session}>
 *     <App />
 *   </SessionProvider>,
 * )
 */
export function SessionProvider({ session, children }: SessionProviderProps): ReactElement {
  return createElement(SessionContext.Provider, { value: session }, children)
}

/** The session of the nearest provider; not exported by the package. */
export function useNearestSession(): Session {
  const session = useContext(SessionContext)
  if (!session) {
    throw new TypeError('No session; use <SessionProvider>.')
  }
  return session
}

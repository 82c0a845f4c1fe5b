import type { SessionState } from '@latchkey/core'
import type { ReactNode } from 'react'
import { useSessionState } from './use-session-state.js'

export interface GateProps {
  readonly children?: ReactNode
}

export interface SignedInProps extends GateProps {
  /** Shown while nobody is signed in; not while that is unknown, so a redirect here is safe at a reload. */
  readonly fallback?: ReactNode
}

/**
 * Shows its children while somebody is signed in, and removes them in the same commit as the sign-out.
 *
 * It is also the guard of a route.
 *
 * @example
 * <SignedIn fallback={<Navigate to="/sign-in" />}>
 *   <Orders />
 * </SignedIn>
 */
export function SignedIn({ children, fallback }: SignedInProps): ReactNode {
  return useGate({ signedIn: children, signedOut: fallback })
}

/** Shows its children while it is known that nobody is signed in. */
export function SignedOut({ children }: GateProps): ReactNode {
  return useGate({ signedOut: children })
}

/** Shows its children while it is not known yet whether somebody is signed in. */
export function SessionPending({ children }: GateProps): ReactNode {
  return useGate({ starting: children })
}

function useGate(shown: { readonly [Status in SessionState['status']]?: ReactNode }): ReactNode {
  return shown[useSessionState(statusOf)]
}

function statusOf({ status }: SessionState): SessionState['status'] {
  return status
}

import { SessionError } from '../errors.js'
import type { MachineEvent } from '../machine/event.js'
import type { Limits } from '../machine/policy.js'
import { type MachineState, startingState } from '../machine/state.js'
import type { SessionEvents, SessionState } from '../session.js'
import { publicState } from './public-state.js'

type EventName = keyof SessionEvents
type Listener = (event: never) => void

/** Shows the state to the app and tells what happened. */
export interface Publisher {
  state(): SessionState
  publish(state: MachineState, event: MachineEvent): void
  emit<Name extends EventName>(name: Name, detail: SessionEvents[Name]): void
  /** Shows why the session could not begin; a sign-in makes it forgotten. */
  fail(error: SessionError | undefined): void
  subscribe(listener: () => void): () => void
  on(name: EventName, listener: Listener): () => void
  clear(): void
}

export function createPublisher(initial: SessionState, limits: Limits): Publisher {
  const subscribers = new Set<() => void>()
  const listeners = new Map<EventName, Set<Listener>>()
  let shown = initial
  let failure: SessionError | undefined
  let known: MachineState | undefined
  let last: { readonly account: string; readonly user: unknown } | undefined

  function publish(state: MachineState, event: MachineEvent): void {
    const before = shown
    known = state
    // What the server rendered stands until it is known better.
    if (state.status !== 'starting' || event.type === 'restored' || state.failure !== undefined) {
      shown = publicState(state, before, limits, failure)
    }
    if (shown !== before) for (const listener of subscribers) guarded(listener)
    tellChanges(before, state)
    if (event.type === 'renewed' && event.renewal.generation !== undefined) {
      emit('refreshed', { origin: event.origin })
    }
  }

  function fail(error: SessionError | undefined): void {
    if (error === failure) return
    failure = error
    const before = shown
    shown = publicState(known ?? startingState(true), before, limits, error)
    if (shown !== before) for (const listener of subscribers) guarded(listener)
  }

  function tellChanges(before: SessionState, state: MachineState): void {
    const after = shown
    if (after === before) return
    if (after.status === 'signedOut') {
      const { reason, origin } = after
      if (before.status === 'signedIn') emit('signedOut', { reason, origin })
      if (reason !== 'replaced') last = undefined
    }
    if (after.status !== 'signedIn' || state.live === undefined) return
    tellSignIn(before, after, state.live.account, state.origin === 'here' ? 'here' : 'elsewhere')
    const warned = before.status === 'signedIn' && before.idle === 'warning'
    if (after.idle === 'warning' && !warned) emit('warning', { idleAt: after.idleAt })
    if (after.idle === 'active' && warned) emit('active', {})
    tellConnection(before, after)
  }

  function tellSignIn(
    before: SessionState,
    after: SessionState & { status: 'signedIn' },
    account: string,
    origin: 'here' | 'elsewhere',
  ): void {
    const { user } = after
    if (last !== undefined && last.account !== account) {
      emit('userChanged', { user, previous: last.user })
    }
    last = { account, user }
    if (before.status !== 'signedIn' || before.id !== after.id) emit('signedIn', { user, origin })
  }

  function tellConnection(
    before: SessionState,
    after: SessionState & { status: 'signedIn' },
  ): void {
    const was = before.status === 'signedOut' ? 'ok' : before.connection
    if (after.connection === was) return
    if (after.connection === 'ok') emit('recovered', {})
    else emit('degraded', { error: after.error ?? new SessionError('refresh_unavailable') })
  }

  function emit<Name extends EventName>(name: Name, detail: SessionEvents[Name]): void {
    const event = Object.freeze(detail)
    for (const listener of listeners.get(name) ?? []) guarded(() => listener(event as never))
  }

  function subscribe(listener: () => void): () => void {
    const own = () => listener()
    subscribers.add(own)
    return () => void subscribers.delete(own)
  }

  function on(name: EventName, listener: Listener): () => void {
    const own: Listener = (event) => listener(event)
    const named = listeners.get(name) ?? new Set()
    listeners.set(name, named.add(own))
    return () => void named.delete(own)
  }

  function clear(): void {
    subscribers.clear()
    listeners.clear()
  }

  return { state: () => shown, publish, emit, fail, subscribe, on, clear }
}

// An error of the app's listener is the app's: it is reported as uncaught and stops nobody else.
function guarded(work: () => void): void {
  try {
    work()
  } catch (error) {
    void Promise.reject(error)
  }
}

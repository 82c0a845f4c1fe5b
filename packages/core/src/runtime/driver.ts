import type { SessionError } from '../errors.js'
import type { MachineEvent } from '../machine/event.js'
import type { MachineState } from '../machine/state.js'
import type { Ports } from '../ports/ports.js'
import type { ResolvedOptions } from '../resolve-options.js'
import type { SignOutOptions, StepUpOptions } from '../call-options.js'
import type { Session, SessionEvents } from '../session.js'

/** What runs a session: the engine in this realm, or one elsewhere. */
export interface Driver {
  isolation(): Session['isolation']
  sharedGrant(): boolean
  signIn(input: unknown): Promise<void>
  reauthenticate(options: StepUpOptions): Promise<void>
  signOut(options: SignOutOptions): Promise<void>
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>
  /** At once where it can be, for it is asked before each request. */
  getToken(minValidityMs: number): string | Promise<string>
  refresh(): Promise<void>
  extend(): void
  /** One more, or one less, who wants no idleness. */
  hold(by: 1 | -1): void
  stop(): void
}

/** Whom an engine works for. */
export interface EngineFront {
  readonly options: Pick<ResolvedOptions, 'name' | 'persist' | 'user' | 'limits' | 'allowedOrigins'>
  publish(state: MachineState, event: MachineEvent): void
  emit<Name extends keyof SessionEvents>(name: Name, detail: SessionEvents[Name]): void
  /** Resolves when it is known whether somebody is signed in, or when that cannot be known for now. */
  known(): Promise<void>
}

/** The side of a session that the app sees, told by its driver. */
export interface Front extends EngineFront {
  readonly options: ResolvedOptions
  /** Shows what went wrong at the start, or no more. */
  fail(error: SessionError | undefined): void
}

/** A way to hold a session: what `cookie(…)`, `bearer(…)` and `oidc(…)` return. */
export interface SessionStrategy {
  readonly kind: 'cookie' | 'bearer' | 'oidc'
  /** Names the session by default: the same for the same servers. */
  readonly key: string
  /** Whether it can run in a worker. Default false. */
  readonly isolates?: boolean
  /** Begins to run a session, in the browser's world unless another one is given. */
  start(front: Front, ports?: Ports): Driver
}

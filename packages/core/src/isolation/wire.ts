import type { MachineEvent } from '../machine/event.js'
import type { Limits } from '../machine/policy.js'
import type { MachineState } from '../machine/state.js'
import type { VisitMethod } from '../ports/visit.js'
import type { SessionEvents } from '../session.js'
import type { BearerOptions } from '../strategies/bearer.js'
import type { OidcOptions } from '../strategies/oidc/oidc-options.js'
import type { WireError } from './wire-error.js'
import type { WireRequest, WireResponse } from './wire-fetch.js'

/** What a vault is made for. It is the worker's name: whoever wants another gets another worker, with nothing in it. */
export interface VaultConfig {
  readonly version: string
  readonly name: string
  readonly strategy: HostedStrategy
  readonly allowedOrigins: readonly string[]
  readonly limits: Limits
  readonly persist: 'none' | 'sealed'
  readonly baseUrl: string
  readonly exposeToken: boolean
}

/** A strategy as plain data. */
export type HostedStrategy =
  | { readonly kind: 'bearer'; readonly options: BearerOptions }
  | { readonly kind: 'oidc'; readonly options: OidcOptions }

/** What a page may ask a vault to do; none of it returns a secret or takes one in. */
export interface Verbs {
  signIn: { readonly input: unknown; readonly result: void }
  reauthenticate: { readonly input: unknown; readonly result: void }
  signOut: { readonly input: unknown; readonly result: void }
  refresh: { readonly input: undefined; readonly result: void }
  getToken: { readonly input: number; readonly result: string }
  fetch: { readonly input: WireRequest; readonly result: WireResponse }
}

export const VERBS = [
  'signIn',
  'reauthenticate',
  'signOut',
  'refresh',
  'getToken',
  'fetch',
] as const
export type Verb = keyof Verbs

export const TELLABLE = [
  'touched',
  'extended',
  'held',
  'released',
  'shown',
  'hidden',
  'online',
] as const
export type Tellable = (typeof TELLABLE)[number]

/** From a page to its vault. */
export type ToVault =
  | {
      readonly kind: 'hello'
      /** Names the page, and the lock that it holds while it lives. */
      readonly page: string
      readonly visible: boolean
      /** Its address, where it may be left without asking. */
      readonly leavable?: string | undefined
      /** There is no other place to go: a vault that does not fit must do. */
      readonly insists?: boolean
      /** The address of a return from the provider that this page was opened with. */
      readonly callback?: string | undefined
    }
  | { readonly kind: 'call'; readonly id: number; readonly verb: Verb; readonly input: unknown }
  | { readonly kind: 'abort'; readonly id: number }
  | { readonly kind: 'tell'; readonly what: Tellable }
  /** The visit that was asked for is on its way, or was blocked. */
  | { readonly kind: 'visiting'; readonly id: number; readonly blocked: boolean }
  | { readonly kind: 'bye' }

/** From a vault to a page. */
export type ToPage =
  | {
      readonly kind: 'ready'
      readonly vault: string
      readonly shared: boolean
      /** Whether it can do all that its strategy may need; a shared worker of WebKit cannot keep keys. */
      readonly fits: boolean
    }
  | { readonly kind: 'state'; readonly state: MachineState; readonly event: MachineEvent }
  | { readonly kind: 'emit'; readonly name: keyof SessionEvents; readonly detail: unknown }
  /** The return that this page was opened with came to nothing. */
  | { readonly kind: 'refused'; readonly error: WireError }
  | { readonly kind: 'returnTo'; readonly url: string }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: WireError }
  | {
      readonly kind: 'visit'
      readonly id: number
      readonly method: VisitMethod
      readonly url: string
    }
  /** The hidden frame has done its work. */
  | { readonly kind: 'visited' }

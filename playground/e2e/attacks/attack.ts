import type { Engine } from '../driver/engine.ts'

/** Where the tokens are. */
export type Place = 'page' | 'worker' | 'shared-worker'

export const PLACES: readonly Place[] = ['page', 'worker', 'shared-worker']

/** `early`: the script runs before the SDK loads, and on every page; `late`: in a page that is signed in. */
export type When = 'early' | 'late'

/** Script of an attacker: it goes to the page as text, so it can name nothing but what is there. */
export type Script = (tools: Tools) => unknown

/** One attack, and what it is worth in each place. */
export interface Attack {
  readonly name: string
  readonly run: Script
  /** Default both. */
  readonly when?: readonly When[]
  /** When it gets a token of the user's session that the server takes from elsewhere. Default never. */
  readonly steals?: Partial<Record<Place, When | 'both'>>
  /** Engines whose own code gives it nothing to see. */
  readonly notIn?: readonly Engine[]
  /** What the docs admit: it acts in the session while the page is open, or gets a grant of its own from the provider. */
  readonly admitted?: Partial<Record<Place, 'session' | 'grant'>>
  /** Why the docs admit what it gets in spite of a worker. */
  readonly because?: string
  /** It would disturb others. */
  readonly alone?: boolean
  /** It sends the page elsewhere, and has its loot when it is back. */
  readonly leaves?: boolean
  /** More of the page's options, such as `persist=sealed`. */
  readonly query?: string
}

/** What an attack has in the page. */
export interface Tools {
  /** Notes what was found: every text in it. */
  take(this: void, value: unknown): void
  /** Notes what a promise comes to; if it is none, nothing. */
  takeLater(this: void, value: unknown): void
  /** Puts itself around a function or a constructor; by default it takes arguments and result. */
  hook(this: void, owner: object, name: PropertyKey, see?: See): void
  hookGetter(this: void, owner: object, name: PropertyKey): void
  /** How the SDK made its worker; script of the page can read the same out of the app. */
  readonly vault: { readonly url: string; readonly name: string; readonly shared: boolean }
  /** Connects to the vault of the SDK, or to another one, as a page of its own. */
  connect(
    this: void,
    hear: (message: unknown) => void,
    name?: string,
    shared?: boolean,
  ): Promise<Connection>
  readonly when: When
  /** An origin that serves the same API, and is not on the list. */
  readonly foreign: string
  readonly issuer: string
}

export type See = (args: readonly unknown[], self: unknown, result: unknown) => void

export interface Connection {
  post(message: unknown): void
  call(verb: unknown, input: unknown): void
  fetch(url: string): void
  /** Waits until everything is answered. */
  end(): Promise<void>
}

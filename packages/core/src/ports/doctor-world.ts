import type { Http } from './http.js'

/** What a browser may lack. */
export type Ability = 'broadcast-channel' | 'indexed-db' | 'shared-worker' | 'web-locks' | 'worker'

/** All that the doctor needs from the page it runs in. */
export interface DoctorWorld {
  readonly http: Http
  /** The page's own address, with whatever it carries. */
  url(): string
  secure(): boolean
  has(ability: Ability): boolean
  /** The policies that the page's own markup holds, in its order. */
  metaPolicies(): readonly string[]
  /** The address of the worker file. May throw a `SessionError` that says why there is none. */
  workerUrl(): string
}

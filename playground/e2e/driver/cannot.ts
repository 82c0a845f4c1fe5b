import type { Engine } from './engine.ts'
import { ENGINES } from './engines.ts'

/** What only Chromium's driver can do. */
type ChromiumOnly = 'freeze' | 'read the console' | 'take heap snapshots'

/** Something that a test asks for and that not every engine, or its driver, can do. */
export type Ability =
  | ChromiumOnly
  | 'crash a page'
  | 'evict a cached page by a message'
  | 'hide tabs'
  | 'keep a profile'
  | 'keep keys in a shared worker'

/** What an engine or its driver cannot do; `engines.e2e.ts` prints it and wants each line used. */
export const CANNOT: readonly { engine: Engine; what: Ability; why: string }[] = [
  { engine: 'firefox', what: 'freeze', why: 'Firefox has no page life cycle to command' },
  { engine: 'firefox', what: 'read the console', why: 'Marionette has no command for it' },
  { engine: 'firefox', what: 'take heap snapshots', why: 'Marionette has no command for it' },
  { engine: 'webkit', what: 'crash a page', why: 'WebKitWebDriver ends its session with it' },
  { engine: 'webkit', what: 'freeze', why: 'WebKit has no page life cycle to command' },
  {
    engine: 'webkit',
    what: 'evict a cached page by a message',
    why: 'WebKit restores the page and loses the message',
  },
  { engine: 'webkit', what: 'hide tabs', why: 'MiniBrowser shows each driven tab in a window' },
  { engine: 'webkit', what: 'keep a profile', why: 'an automated MiniBrowser stores in memory' },
  {
    engine: 'webkit',
    what: 'keep keys in a shared worker',
    why: 'its shared workers can put no CryptoKey into IndexedDB',
  },
  { engine: 'webkit', what: 'read the console', why: 'WebKitWebDriver has no command for it' },
  { engine: 'webkit', what: 'take heap snapshots', why: 'WebKitWebDriver has no command for it' },
]

/** Whether the engine and its driver can do this. */
export function can(engine: Engine, what: Ability): boolean {
  return !CANNOT.some((one) => one.engine === engine && one.what === what)
}

/** The engines to test that can do this: `describe.each(enginesThatCan('freeze'))('%s', …)`. */
export function enginesThatCan(what: ChromiumOnly): readonly 'chromium'[]
export function enginesThatCan(what: Ability): readonly Engine[]
export function enginesThatCan(what: Ability): readonly Engine[] {
  return ENGINES.filter((engine) => can(engine, what))
}

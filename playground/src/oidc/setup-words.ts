import type { ChoiceWord } from '../shared/choice-words.ts'
import type { LimitsName } from '../shared/choice.ts'
import type { Isolation, Persist } from './setup.ts'

/** Where the tokens can be, and what script that was injected into the page could do there. */
export const ISOLATION_WORDS: Readonly<Record<Isolation, ChoiceWord>> = Object.freeze({
  auto: [
    'Shared worker',
    'One worker holds the tokens of all tabs. Injected script could have it call the API while a page is open; it cannot read the tokens, nor take them away.',
  ],
  worker: [
    'Worker',
    'Each tab has a worker with tokens of its own. Injected script could do the same as with the shared one, and no more.',
  ],
  page: [
    'Page',
    'The tokens are in this page. Injected script could read them and send them away. Elsewhere they open nothing only because they are bound to a key that cannot leave this browser.',
  ],
})

/** What survives a reload. */
export const PERSIST_WORDS: Readonly<Record<Persist, ChoiceWord>> = Object.freeze({
  none: [
    'Memory',
    'Without a worker that lives on in another tab, a reload asks the identity server again.',
  ],
  sealed: [
    'Sealed',
    'In IndexedDB too, encrypted. No script can read the key, but script of this origin can use it.',
  ],
})

/** How long a session may last. */
export const LIMITS_WORDS: Readonly<Record<LimitsName, ChoiceWord>> = Object.freeze({
  long: ['Long', 'Idle 15 minutes, warning 60 seconds before. At most 12 hours.'],
  short: ['Short', 'Idle 30 seconds, warning at 10. At most 10 minutes.'],
})

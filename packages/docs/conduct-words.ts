import type { Conduct } from '../../playground/e2e/fault-table.ts'

/** How the documentation calls what a session does: for a session that goes on, and for a sign-out. */
export interface Words {
  readonly session: string
  readonly signOut: string
  /** What that means, for both. */
  readonly meaning: string
}

/** The words for each conduct. */
export const WORDS: Readonly<Record<Conduct, Words>> = {
  waits: {
    session: 'waits',
    signOut: 'told',
    meaning: 'The answer is waited for, eight seconds at most. Nobody notices anything.',
  },
  asksAgain: {
    session: 'asks again',
    signOut: 'told again',
    meaning:
      'Asked again after about 1, 1.5, 2.5, 4.5, … seconds, at random around that and a minute apart at most; at once when the browser says that it is online.',
  },
  asksWhenOnline: {
    session: 'asks again',
    signOut: 'told again',
    meaning: 'As above; the browser says when it is online, and that is at once.',
  },
  givesUpAndAsksAgain: {
    session: 'gives up, asks again',
    signOut: 'gives up, told again',
    meaning: 'Given up after eight seconds, and then as above.',
  },
  keepsToRetryAfter: {
    session: 'waits as told',
    signOut: 'waits as told',
    meaning:
      'Asked again after `Retry-After` and a little, not before: not even when online again.',
  },
  asksRarely: {
    session: 'asks rarely',
    signOut: 'told again, rarely',
    meaning:
      'Asking again hardly ever cures it: once a minute, and when the browser says that it is online. `state.error` is `misconfigured`, and its `field` says what was wrong.',
  },
  asksOnceMore: {
    session: 'asks once more',
    signOut: 'told once more',
    meaning: 'The answer to the second request is as good as the first one would have been.',
  },
  startsOver: {
    session: 'visits once more',
    signOut: '',
    meaning: 'The code is lost with the answer: the provider is visited once more for another.',
  },
  ends: {
    session: '**ends**: `rejected`',
    signOut: '',
    meaning: 'A definite refusal. Signed out in every tab, and nothing is asked any more.',
  },
  endsUnheard: {
    session: '**ends**: `never`',
    signOut: '',
    meaning: 'The provider gives this page no session; the tokens of other tabs are their own.',
  },
  endsAfterOneMore: {
    session: '**ends**: `rejected`',
    signOut: '',
    meaning: 'The refresh token is sent once more, and the server takes that for a theft.',
  },
  endsLater: {
    session: '**ends** later: `rejected`',
    signOut: '',
    meaning: 'The same, once an answer comes within eight seconds.',
  },
  isBelieved: {
    session: '',
    signOut: 'believed',
    meaning: 'The server says that the session is over there, or seems to. It is not told again.',
  },
}

import type { FaultMaking, Moment, Way } from './fault-cells.ts'

/** What a session does about a fault; `fault-outcomes.ts` says what that means. */
export type Conduct =
  | 'waits'
  | 'asksAgain'
  | 'asksWhenOnline'
  | 'givesUpAndAsksAgain'
  | 'keepsToRetryAfter'
  | 'asksRarely'
  | 'asksOnceMore'
  | 'startsOver'
  | 'ends'
  | 'endsUnheard'
  | 'endsAfterOneMore'
  | 'endsLater'
  | 'isBelieved'

/** One line of the matrix. */
export interface Fault extends FaultMaking {
  /** In the words of the documentation. */
  readonly what: string
  readonly conduct: Conduct
  /** By moment, or by way and moment. */
  readonly but?: Readonly<Partial<Record<Moment | `${Way} ${Moment}`, Conduct>>>
}

const SIGN_OUT_ENDS = { signOut: 'isBelieved' } as const
const UNHEARD = { 'oidc start': 'endsUnheard', ...SIGN_OUT_ENDS } as const

/** What can go wrong for a minute, and what the session does about it. */
export const FAULTS = {
  refused: {
    what: 'nobody listens: connection refused',
    network: 'refusing',
    conduct: 'asksAgain',
  },
  offline: { what: 'the browser is offline', network: 'offline', conduct: 'asksWhenOnline' },
  cors: {
    what: 'CORS: the answer must not be read',
    network: 'silent',
    conduct: 'asksAgain',
  },
  'reset-before': {
    what: 'the connection breaks before the server acts',
    server: { kind: 'reset-before' },
    conduct: 'asksAgain',
  },
  'reset-after': {
    what: 'the connection breaks once after the server has acted: the answer is lost',
    server: { kind: 'reset-after', times: 1 },
    conduct: 'asksOnceMore',
    but: { 'oidc start': 'startsOver' },
  },
  'slow-5': {
    what: 'the server takes 5 s',
    server: { kind: 'slow-before', slowMs: 5_000 },
    conduct: 'waits',
    // A new key has to learn a nonce first: two requests, and 8 s for both.
    but: { 'oidc start': 'givesUpAndAsksAgain' },
  },
  'slow-60': {
    what: 'the server acts, and takes 60 s to answer',
    server: { kind: 'slow-after', slowMs: 60_000 },
    hangs: true,
    conduct: 'givesUpAndAsksAgain',
  },
  'status-408': { what: '408', server: { kind: 'status-408' }, conduct: 'asksAgain' },
  'status-425': { what: '425', server: { kind: 'status-425' }, conduct: 'asksAgain' },
  'status-429': {
    what: '429 without `Retry-After`',
    server: { kind: 'status-429', retryAfterSeconds: 'none' },
    conduct: 'asksAgain',
  },
  'status-429-30': {
    what: '429 with `Retry-After: 30`',
    server: { kind: 'status-429', retryAfterSeconds: 30 },
    conduct: 'keepsToRetryAfter',
  },
  'status-500': { what: '500', server: { kind: 'status-500' }, conduct: 'asksAgain' },
  'status-502': { what: '502', server: { kind: 'status-502' }, conduct: 'asksAgain' },
  'status-503': { what: '503', server: { kind: 'status-503' }, conduct: 'asksAgain' },
  'invalid-grant': {
    what: '400 `invalid_grant`',
    server: { kind: 'invalid-grant' },
    conduct: 'ends',
    but: UNHEARD,
  },
  'status-401': { what: '401', server: { kind: 'unauthorized' }, conduct: 'ends', but: UNHEARD },
  'status-400': { what: 'another 400', server: { kind: 'bad-request' }, conduct: 'asksRarely' },
  'wrong-shape': {
    what: 'JSON of the wrong shape',
    server: { kind: 'wrong-shape' },
    forges: true,
    conduct: 'asksRarely',
    but: SIGN_OUT_ENDS,
  },
  'truncated-json': {
    what: 'truncated JSON',
    server: { kind: 'truncated-json' },
    forges: true,
    conduct: 'asksAgain',
    but: SIGN_OUT_ENDS,
  },
  html: {
    what: 'HTML instead of JSON, such as a captive portal (200)',
    server: { kind: 'html' },
    forges: true,
    conduct: 'asksAgain',
  },
  'html-511': {
    what: 'a captive portal that says so (511)',
    server: { kind: 'html-511' },
    conduct: 'asksAgain',
  },
  redirect: {
    what: 'a redirect, such as to the page of a captive portal',
    server: { kind: 'redirect' },
    conduct: 'asksRarely',
  },
} as const satisfies Record<string, Fault>

export type FaultName = keyof typeof FAULTS

import type { Cell, Measured, Moment } from './fault-cells.ts'
import type { NamedCell } from './fault-runs.ts'
import { conductOf } from './fault-places.ts'
import type { Conduct } from './fault-table.ts'

/** What a conduct comes to. */
export interface Outcome {
  /** What the session is in the end: kept, or over for this reason. */
  readonly session: 'kept' | 'rejected' | 'never'
  /** Whether the app sees `degraded` at the end of the fault's minute. */
  readonly degraded: boolean
  /** Requests in that minute. */
  readonly atLeast: number
  readonly atMost: number
  /** Everything is well again so many seconds after the fault; 0: before its minute is over. */
  readonly backWithinS: number
  /** Whether `state.error` names what was wrong. */
  readonly tellsField?: boolean
  /** For a sign-out: the server itself may not have heard of it. */
  readonly assumed?: boolean
}

const KEPT = { session: 'kept', degraded: true } as const
const OVER = { degraded: false, atLeast: 1, atMost: 1, backWithinS: 0 } as const

/** What each conduct comes to, in numbers that hold on a slow machine too. */
export const OUTCOMES: Readonly<Record<Conduct, Outcome>> = {
  waits: { ...KEPT, degraded: false, atLeast: 1, atMost: 1, backWithinS: 0 },
  asksAgain: { ...KEPT, atLeast: 5, atMost: 8, backWithinS: 60 },
  asksWhenOnline: { ...KEPT, atLeast: 5, atMost: 8, backWithinS: 5 },
  givesUpAndAsksAgain: { ...KEPT, atLeast: 3, atMost: 7, backWithinS: 60 },
  keepsToRetryAfter: { ...KEPT, atLeast: 2, atMost: 2, backWithinS: 35 },
  asksRarely: { ...KEPT, atLeast: 1, atMost: 1, backWithinS: 60, tellsField: true },
  // One less than we send: browsers themselves may send again what broke off without an answer.
  asksOnceMore: { ...KEPT, degraded: false, atLeast: 1, atMost: 3, backWithinS: 0 },
  startsOver: { ...KEPT, degraded: false, atLeast: 2, atMost: 5, backWithinS: 0 },
  ends: { session: 'rejected', ...OVER },
  endsUnheard: { session: 'never', ...OVER },
  endsAfterOneMore: { session: 'rejected', ...OVER, atMost: 2 },
  endsLater: { session: 'rejected', degraded: true, atLeast: 3, atMost: 7, backWithinS: 60 },
  isBelieved: { ...KEPT, ...OVER, assumed: true },
}

// What a busy browser may add, in its own seconds.
const BUSY_S = 1

/** What is not as the table says, a line for each cell. */
export function wrongIn(cells: readonly NamedCell[], measured: readonly Measured[]): string[] {
  return cells.flatMap((cell) => {
    const one = measured.find(({ id }) => id === cell.id) ?? { id: cell.id, broke: 'missing' }
    const found = wrongOf(one, cell, conductOf(cell))
    const answers = one.statuses?.join(' ')
    return found.length > 0 ? [`${cell.id}: ${found.join(', ')} (answers: ${answers})`] : []
  })
}

function wrongOf(
  { broke, during, requests = 0, backAfterMs, after, call }: Measured,
  { moment, speed }: Cell,
  conduct: Conduct,
): string[] {
  if (broke !== undefined) return [broke]
  const wanted = OUTCOMES[conduct]
  const { session, degraded, atLeast, atMost, backWithinS, assumed, tellsField } = wanted
  const isSignOut = moment === 'signOut'
  const backS = assumed ? 0 : (backAfterMs ?? Infinity) / 1_000
  const slackS = backWithinS > 0 ? BUSY_S * speed : 0
  const end = isSignOut ? 'requested' : session
  const found = [
    requests < atLeast || requests > atMost ? `${requests} requests` : '',
    backS > backWithinS + slackS ? `back after ${backS} s` : '',
    reasonOf(after) !== end ? `in the end: ${JSON.stringify(after)}` : '',
    !isSignOut && (during?.connection === 'degraded') !== degraded
      ? `in the minute: ${JSON.stringify(during)}`
      : '',
    !isSignOut && tellsField && during?.field === undefined ? 'no field' : '',
    moment === '401' && !callsOf(wanted).includes(call ?? '') ? `the call: ${call}` : '',
  ]
  return found.filter((one) => one !== '')
}

function reasonOf(after: Measured['after']): string {
  return after?.status === 'signedIn' ? 'kept' : (after?.reason ?? 'unknown')
}

/** What the app's refused call may come to: it waits for one refresh, whatever that brings. */
function callsOf({ session, degraded, atMost }: Outcome): (number | string)[] {
  if (degraded) return [401]
  const cured = session === 'kept' ? 200 : 'signed_out'
  // Where the browser itself sent it again, the refresh was answered.
  return atMost > 1 ? [401, cured] : [cured]
}

/** A cell in a few words, for the printed table. */
export function inShort(measured: Measured, moment: Moment): string {
  const { broke, requests, backAfterMs, after } = measured
  if (broke !== undefined) return broke
  const end = reasonOf(after)
  const times = `${requests}×`
  if (end !== 'kept' && moment !== 'signOut') return `${times} ${end}`
  const back = backAfterMs == null ? ' no more' : ` +${Math.round(backAfterMs / 1_000)} s`
  return `${times} ${moment === 'signOut' ? 'told' : end}${back}`
}

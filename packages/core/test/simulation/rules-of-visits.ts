import { createHash } from 'node:crypto'
import { minutes } from '../durations.js'
import type { Sent } from './ledger.js'
import type { Profile, SimulatedTab } from './profile.js'
import { ageMs, type Returned, type SimulatedVisit } from './visits.js'

const LIFE_MS = minutes(10)
// A visit is noted a little after it began; a slow store makes that a second.
const NOTED_MS = 2_000
const ONCE = ['state', 'nonce', 'code_challenge'] as const

/** P20: what names a visit is made for it alone. */
export function judgeVisit({ ledger }: Profile, visit: SimulatedVisit): void {
  for (const other of ledger.visits) {
    if (other === visit) continue
    for (const name of ONCE) {
      const same = other.request.searchParams.get(name) === visit.request.searchParams.get(name)
      if (same) ledger.blame('P20', `two visits have the same ${name}`)
    }
  }
}

/** P20: a code is spent once, for the visit that it came back from, while that lasts. */
export function judgeExchange(profile: Profile, sent: Sent): void {
  const { ledger } = profile
  const { credential: code, verifier = '' } = sent.asked
  const twice = ledger.sent.some((other) => other !== sent && isExchangeOf(other, code))
  if (twice) ledger.blame('P20', `${sent.realm.name} spends a code that was spent`)
  const brought = ledger.returns.filter(
    (one) => one.code === code && one.realm.life === sent.realm.life,
  )
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const own = brought.filter(
    ({ visit }) => visit?.request.searchParams.get('code_challenge') === challenge,
  )
  if (own.length === 0)
    ledger.blame('P20', `${sent.realm.name} shows the verifier of another visit`)
  if (own.every((one) => isTooOld(profile, one))) {
    ledger.blame('P20', `${sent.realm.name} spends the code of a visit that is too long ago`)
  }
}

/** P20: what a tab was told when it had dealt with a return. */
export function judgeReturn(profile: Profile, tab: SimulatedTab, returned: Returned): void {
  const { ledger } = profile
  returned.doneAt = ledger.now()
  judgeTwins(profile, tab, returned)
  const { result, visit, honest } = returned
  const { state } = tab.session
  if (result === 'signedIn') {
    if (!honest) ledger.blame('P20', `${tab.name} takes in a return that was tampered with`)
    if (isTooOld(profile, returned)) ledger.blame('P20', `${tab.name} takes in an old return`)
    // Its session may be over, or another one's, by the time the app hears of it.
    if (state.status !== 'signedIn') return
    returned.epoch = state.id
    const { sub } = state.user as { sub: string }
    if (sub !== visit?.user) ledger.blame('P20', `${tab.name} shows ${sub}, not ${visit?.user}`)
  } else if (result === 'callback_invalid') judgeRefusal(profile, tab, returned)
  else if (result !== 'sign_in_failed') ledger.blame('P23', `${tab.name} is told ${result}`)
}

/** A return that one tab takes in twice at a time, as StrictMode does, is taken in once, and both hear of it. */
function judgeTwins({ ledger }: Profile, tab: SimulatedTab, returned: Returned): void {
  const { callback, realm, at, result } = returned
  for (const other of ledger.returns) {
    const twins = other !== returned && other.realm === realm && other.callback === callback
    const atOnce = other.doneAt !== undefined && other.doneAt >= at
    if (twins && atOnce && other.result !== result) {
      ledger.blame('P20', `${tab.name} is told ${other.result} and ${result} of one return`)
    }
  }
}

/** A return that came in time, and only once, is none to refuse. */
function judgeRefusal({ ledger }: Profile, tab: SimulatedTab, returned: Returned): void {
  const { honest, visit } = returned
  const only = ledger.returns.every((one) => one === returned || one.visit !== visit)
  const ahead = ledger.jumps.some(({ ms }) => ms > 0)
  const inTime = ageMs(returned) < LIFE_MS - NOTED_MS && !ahead
  // Until it is taken, it grows older.
  const lasted = ledger.now() - returned.at + ageMs(returned) >= LIFE_MS - NOTED_MS
  if (honest && only && inTime && !lasted && !ledger.cleared) {
    ledger.blame('P20', `${tab.name} refuses a return that came in time`)
  }
}

/** A clock that was set back makes a visit look younger than it is. */
function isTooOld({ ledger }: Profile, returned: Returned): boolean {
  return ageMs(returned) >= LIFE_MS && !ledger.jumps.some(({ ms }) => ms < 0)
}

export const isExchangeOf = ({ asked }: Sent, code: string | null | undefined): boolean =>
  asked.kind === 'exchange' && asked.credential === code

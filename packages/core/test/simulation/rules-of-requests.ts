import { isOwn } from './history.js'
import type { Sent } from './ledger.js'
import { judgeExchange } from './rules-of-visits.js'
import type { Profile } from './profile.js'

const LOCK = 'latchkey:notes:refresh'
// What other tabs do may be known a second later; a slow store needs a little more.
const KNOWN_MS = 2_000
const LOOP_MS = 1_000
const LOOP_TIMES_A_TAB = 4

/** What must be true of each request as it leaves. */
export function judgeDeparture(profile: Profile, sent: Sent): void {
  if (isRefresh(sent)) judgeRefresh(profile, sent)
  else if (sent.asked.kind === 'call') judgeCall(profile, sent)
  else if (sent.asked.kind === 'exchange') judgeExchange(profile, sent)
}

export const isRefresh = ({ asked }: Sent): boolean => asked.kind === 'refresh'

function judgeRefresh(profile: Profile, sent: Sent): void {
  const { ledger, history, world } = profile
  const rested = successors(profile, sent.asked.credential).map((token) =>
    ledger.restedAt.get(token),
  )
  if (rested.some((at) => at !== undefined && at < sent.at)) {
    ledger.blame(
      'P1',
      `${sent.realm.name} sends a refresh token whose successor lies in the record`,
    )
  }
  const others = ledger.sent.filter(
    (other) =>
      other !== sent &&
      isRefresh(other) &&
      other.asked.credential === sent.asked.credential &&
      other.outcome === 'pending' &&
      !other.realm.life.frozen() &&
      !other.realm.life.dead(),
  )
  const shared = !isOwn(history.way) && history.way !== 'vault'
  const holder = world.locks.holder(LOCK)
  for (const other of others) {
    if (!shared || other.realm.life === holder) {
      ledger.blame('P1', `${sent.realm.name} refreshes while ${other.realm.name} does`)
    }
  }
  // The platform tells a robbed holder a step later.
  const robbed = world.locks.robbed.includes(sent.realm.life)
  if (shared && holder !== sent.realm.life && !robbed) {
    ledger.blame('P1', `${sent.realm.name} refreshes without the lock`)
  }
  const recent = ledger.sent.filter((one) => isRefresh(one) && one.at > sent.at - LOOP_MS)
  if (recent.length > LOOP_TIMES_A_TAB * profile.tabs.length) {
    ledger.blame('P5', `${recent.length} refreshes within a second`)
  }
}

/** The refresh tokens that the server gave for this one. */
export function successors({ world }: Profile, token: string): string[] {
  if (token === '') return []
  return world.server.tokens.facts.flatMap(({ kind, spent, refresh }) =>
    kind === 'issued' && spent === token && refresh !== undefined ? [refresh] : [],
  )
}

function judgeCall(profile: Profile, sent: Sent): void {
  const { ledger, world, history } = profile
  const { accessTokenMs } = world.server.limits
  const receipt = ledger.receipts.get(sent.asked.credential)
  const here = receipt?.realm === sent.realm
  // A tab that lived before a clock was set back writes by that clock; those that came later cannot know.
  const setBack = ledger.jumps.some(({ ms }) => ms < 0)
  if (receipt !== undefined && (here || !setBack)) {
    const monotonicMs = here ? sent.monotonicAt - receipt.monotonicAt : 0
    const aged = Math.max(sent.wallAt - receipt.wallAt, monotonicMs)
    if (aged >= accessTokenMs) {
      ledger.blame(
        'P2',
        `${sent.realm.name} uses a token that expired ${aged - accessTokenMs} ms ago`,
      )
    }
  }
  const reference = history.way === 'cookie' ? sent.asked.credential : referenceOf(profile, sent)
  const epoch = ledger.epochOf.get(reference ?? '')
  const ended = ledger.ended.get(epoch ?? '')
  const lateMs = ended === undefined ? 0 : ledger.moment().ranAt - ended.ranAt
  // One that works alone beside a newer version hears of it from the server.
  const alone = profile.tabs.some(({ life, alone: is }) => is && life === sent.realm.life)
  if (lateMs > KNOWN_MS && !alone) {
    ledger.blame('P13', `${sent.realm.name} calls ${lateMs} ms after the sign-out`)
  }
}

function referenceOf({ world }: Profile, { asked }: Sent): string | undefined {
  return world.server.tokens.facts.find(({ access }) => access === asked.credential)?.reference
}

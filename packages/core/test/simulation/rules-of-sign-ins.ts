import { isOidc, isOwn } from './history.js'
import type { Profile } from './profile.js'
import { isExchangeOf } from './rules-of-visits.js'
import type { SimulatedVisit } from './visits.js'

/** P20: a visit makes one session at most, however often it came back; and the last sign-in is what is shown. */
export function judgeSignIns(profile: Profile): void {
  const { ledger, living, history } = profile
  if (!isOidc(history.way)) return
  for (const visit of ledger.visits) {
    const epochs = new Set(epochsOf(profile, visit))
    if (epochs.size > 1) ledger.blame('P20', `a visit made ${epochs.size} sessions`)
  }
  for (const { session, name, alone } of living()) {
    const { state } = session
    if (state.status !== 'signedIn') continue
    const { sub } = state.user as { sub: string }
    const visits = ledger.visits.filter((visit) => epochsOf(profile, visit).includes(state.id))
    const users = visits.map(({ user }) => user)
    if (users.length > 0 && !users.includes(sub)) {
      ledger.blame('P20', `${name} shows ${sub}, not who signed in`)
    }
    if (!alone && !isLast(profile, state.id)) {
      ledger.blame('P20', `${name} does not show the last sign-in`)
    }
  }
}

/** The sessions that came of a visit: by what its tab was told, and by the tokens in the record. */
function epochsOf({ ledger, world }: Profile, visit: SimulatedVisit): string[] {
  const code = visit.back === undefined ? null : new URL(visit.back).searchParams.get('code')
  const given = code !== null && ledger.sent.find((sent) => isExchangeOf(sent, code))?.given
  const { facts } = world.server.tokens
  const family = given ? facts.find(({ access }) => access === given)?.reference : undefined
  const told = ledger.returns.flatMap((one) => (one.visit === visit ? (one.epoch ?? []) : []))
  const written = ledger.epochOf.get(family ?? '')
  return written === undefined ? told : [...told, written]
}

/** Where all tabs share the record, the session that was written to it last; a newer version writes it where nobody here sees. */
function isLast({ ledger, tabs, history }: Profile, epoch: string): boolean {
  if (isOwn(history.way) || tabs.some(({ newer }) => newer)) return true
  return ledger.cleared || [...ledger.epochOf.values()].at(-1) === epoch
}

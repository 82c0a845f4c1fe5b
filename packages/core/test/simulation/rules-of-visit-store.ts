import { minutes } from '../durations.js'
import type { Realm, Sent } from './ledger.js'
import type { Profile } from './profile.js'
import { isExchangeOf } from './rules-of-visits.js'
import type { SimulatedVisit } from './visits.js'

const LIFE_MS = minutes(10)
// A visit is noted a little after it began; a slow store makes that a second.
const NOTED_MS = 2_000

/** P16, P20: what rests of visits is no secret; of one that is done or too old, only that it was there. */
export function judgeStore({ ledger }: Profile, realm: Realm, visits: unknown): void {
  const text = JSON.stringify(visits)
  const secrets = [
    ...ledger.visits.map(({ request }) => request.searchParams.get('nonce')),
    ...ledger.returns.map(({ code }) => code),
    ...ledger.sent.map(({ asked }) => asked.verifier),
  ]
  if (secrets.some((secret) => secret && text.includes(secret))) {
    ledger.blame('P16', `${realm.name} writes a secret of a visit in the clear`)
  }
  const all = visits as Record<string, { readonly sealed?: unknown }>
  for (const visit of ledger.visits) {
    const resting = all[visit.state]
    if (resting?.sealed !== undefined && isSpent(visit, ledger.sent)) {
      ledger.blame('P20', `${realm.name} keeps the secrets of a visit that is over`)
    }
    const ranMs = ledger.moment().ranAt - visit.ranAt
    const old = ranMs >= LIFE_MS + NOTED_MS && ledger.jumps.length === 0
    // What a page does that was frozen, or before the machine slept, it began before.
    if (old && resting !== undefined && realm.stoppedAt === undefined) {
      ledger.blame('P20', `${realm.name} keeps a visit that is too long ago`)
    }
  }
}

function isSpent({ back }: SimulatedVisit, all: readonly Sent[]): boolean {
  const code = back === undefined ? undefined : new URL(back).searchParams.get('code')
  return all.some((sent) => isExchangeOf(sent, code))
}

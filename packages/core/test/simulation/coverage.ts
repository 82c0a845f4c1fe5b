import { SEEN_OF_VISITS } from './coverage-of-visits.js'
import type { History } from './history.js'
import { isRefresh } from './rules-of-requests.js'
import type { Profile } from './profile.js'

/** What a history had in it. */
const SEEN = {
  'a lock taken over': ({ world }: Profile) => world.locks.robbed.length > 0,
  'a lost answer': ({ ledger }: Profile) =>
    ledger.sent.some((sent) => isRefresh(sent) && sent.outcome !== 'answered'),
  'a sign-out during a refresh': ({ ledger }: Profile) => ledger.signOutsDuringRefresh > 0,
  'a sign-out at the start': ({ tabs }: Profile) =>
    tabs.some(({ leftEarly }) => leftEarly !== undefined),
  'a clock set back': ({ ledger }: Profile) => ledger.jumps.some(({ ms }) => ms < 0),
  'a page death': ({ tabs }: Profile) => tabs.some(({ life }) => life.dead()),
  'a thaw': ({ tabs }: Profile) => tabs.some(({ opened, resumed }) => opened !== resumed),
  'a user switch': ({ ledger }: Profile) => ledger.users.size > 1,
  ...SEEN_OF_VISITS,
} as const

/** How many histories had each of these in them. */
export type Coverage = Record<keyof typeof SEEN, number>

/** Counts what has to be there often enough for its rules to mean something. */
export function createCoverage(): {
  count(profile: Profile): void
  readonly counts: Coverage
  /** What there was at all. */
  seen(): Partial<Coverage>
} {
  const names = Object.keys(SEEN) as (keyof typeof SEEN)[]
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as Coverage
  return {
    counts,
    seen: () => Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    count: (profile) => {
      for (const name of names) if (SEEN[name](profile)) counts[name]++
    },
  }
}

/** The command that plays a history again. */
export function replayCommand(history: History): string {
  return `HISTORY='${JSON.stringify(history)}' npx vitest run --project simulation`
}

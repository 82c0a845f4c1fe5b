import type { Attack, When } from './attack.ts'
import { ACTS, HOOKS } from './table.ts'

/** What one user's visit to an attacked page is for. */
export interface Visit {
  readonly when: When
  /** More of the page's options. */
  readonly query: string
  /** Attacks that act at the same time; the app is used, and their loot collected, before the next turn. */
  readonly turns: readonly (readonly Attack[])[]
}

/** Visits in which every attack that comes then has its turn: one of them for all that do not disturb each other. */
export function visitsBy(when: When): readonly Visit[] {
  const isPlayed = (attack: Attack): boolean => attack.when?.includes(when) ?? true
  // Those that listen come last: nobody acts while they do.
  const [acts, hooks] = [ACTS.filter(isPlayed), HOOKS.filter(isPlayed)]
  const all = [...acts, ...hooks]
  const visits = [...new Set(all.map(({ query = '' }) => query))].map((query): Visit => {
    const shares = (attack: Attack): boolean =>
      attack.alone !== true && (attack.query ?? '') === query
    const turns = [acts.filter(shares), hooks.filter(shares)]
    return { when, query, turns: turns.filter((turn) => turn.length > 0) }
  })
  const alone = all.filter((attack) => attack.alone).map((attack) => visitOf(attack, when))
  return [...visits.filter(({ turns }) => turns.length > 0), ...alone]
}

/** All that have a turn in it. */
export function attacksOf(visit: Visit): readonly Attack[] {
  return visit.turns.flat()
}

/** A visit for this attack alone. */
export function visitOf(attack: Attack, when: When): Visit {
  return { when, query: attack.query ?? '', turns: [[attack]] }
}

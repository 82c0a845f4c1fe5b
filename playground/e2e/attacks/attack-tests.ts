import { describe, expect, test } from 'vitest'
import { useAttackStage, type AttackStage } from './attack-stage.ts'
import { PLACES, type Attack, type Place, type When } from './attack.ts'
import type { Worth } from './replay.ts'
import { ACTS, HOOKS } from './table.ts'
import { tryVisit } from './trial.ts'
import { attacksOf, visitOf, visitsBy, type Visit } from './visits.ts'
import { can } from '../driver/cannot.ts'
import type { Engine } from '../driver/engine.ts'

const WHEN: readonly When[] = ['early', 'late']

/** Tries every attack in this engine: a file for each, so that they need not wait for one another. */
export function testAttacks(engine: Engine): void {
  const stage = useAttackStage(engine, [...HOOKS, ...ACTS])

  describe.each(placesOf(engine))('with the tokens in the %s', (place) => {
    describe.each(WHEN)('by script that comes %s', (when) => {
      for (const visit of visitsBy(when)) testVisit(stage, visit, place, engine)
    })
  })
}

function placesOf(engine: Engine): readonly Place[] {
  // A redirect's keys rest.
  const canShare = can(engine, 'keep keys in a shared worker')
  return canShare ? PLACES : PLACES.filter((place) => place !== 'shared-worker')
}

function testVisit(stage: AttackStage, visit: Visit, place: Place, engine: Engine): void {
  const attacks = attacksOf(visit)
  const names = attacks.map(({ name }) => name)
  let playing: ReturnType<typeof tryVisit> | undefined
  const play = (): ReturnType<typeof tryVisit> => (playing ??= tryVisit(stage, visit, place))

  test(`the app works while it is under: ${names.length > 1 ? `${names.length} at once` : names[0]}`, async () => {
    expect([...(await play()).keys()].toSorted()).toEqual(names.toSorted())
  })

  test.each(attacks.map((attack) => [attack.name, attack] as const))('%s', async (name, attack) => {
    // If the visit came to nothing, each of them shows by itself whether it was the one.
    const verdicts = await play().catch(() => tryVisit(stage, visitOf(attack, visit.when), place))
    const { worth, pieces, hasBait } = verdicts.get(name)!

    const expected = worthIn(attack, engine, place, visit.when)
    expect(worth).toBe(expected)
    // In the page, ID tokens and spent ones come by as well.
    if (place !== 'page' && !/tokens|grant/.test(expected)) expect(pieces).toEqual([])
    expect(hasBait).toBe(HOOKS.includes(attack))
  })
}

function worthIn(
  { steals, notIn = [], admitted }: Attack,
  engine: Engine,
  place: Place,
  when: When,
): Worth {
  const stealing = notIn.includes(engine) ? undefined : steals?.[place]
  if (stealing === 'both' || stealing === when) return 'tokens'
  return admitted?.[place] ?? 'nothing'
}

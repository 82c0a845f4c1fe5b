import { describe, expect, test } from 'vitest'
import { useAttackStage } from './attack-stage.ts'
import { PLACES, type Attack, type Place, type When } from './attack.ts'
import { worthOf, type Worth } from './replay.ts'
import { ACTS, HOOKS } from './table.ts'
import { can } from '../driver/cannot.ts'
import type { Engine } from '../driver/engine.ts'
import { findSecret } from '../find-secret.ts'

const ATTACKS = [...HOOKS, ...ACTS]
const WHEN: readonly When[] = ['early', 'late']

/** Tries every attack in this engine: a file for each, so that they need not wait for one another. */
export function testAttacks(engine: Engine): void {
  const stage = useAttackStage(engine, ATTACKS)

  describe.each(placesOf(engine))('with the tokens in the %s', (place) => {
    describe.each(WHEN)('by script that comes %s', (when) => {
      test.each(groupsOf(engine, place, when))('$title', async ({ attacks }) => {
        const { loot, victims } = await stage.play(attacks, place, when)
        const found: Record<string, Worth> = {}
        for (const { name } of attacks) {
          found[name] = await worthOf(stage.playground, loot[name] ?? [], victims)
        }

        expect(found).toEqual(
          Object.fromEntries(attacks.map((one) => [one.name, worth(one, engine, place, when)])),
        )
        // In the page, ID tokens and spent ones come by as well.
        if (place === 'page' || /tokens|grant/.test(Object.values(found).join())) return
        // Not a piece of one either, of use or not.
        const all = Object.values(loot).flat()
        for (const token of victims) expect(findSecret(all, token)).toEqual([])
      })
    })
  })
}

function placesOf(engine: Engine): readonly Place[] {
  // A redirect's keys rest.
  const canShare = can(engine, 'keep keys in a shared worker')
  return canShare ? PLACES : PLACES.filter((place) => place !== 'shared-worker')
}

interface Group {
  readonly title: string
  readonly attacks: readonly Attack[]
}

function groupsOf(engine: Engine, place: Place, when: When): Group[] {
  const groups = [HOOKS, ACTS].flatMap((attacks) =>
    groupsAmong(attacks, (attack) => worth(attack, engine, place, when), when),
  )
  return groups.filter(({ attacks }) => attacks.length > 0)
}

/** Those that find nothing share one visit: what one of them found would be seen. */
function groupsAmong(
  all: readonly Attack[],
  worthIs: (attack: Attack) => Worth,
  when: When,
): Group[] {
  const playing = all.filter((attack) => (attack.when ?? WHEN).includes(when))
  const alone = playing.filter(
    (attack) => attack.alone === true || attack.query !== undefined || worthIs(attack) === 'tokens',
  )
  const together = playing.filter((attack) => !alone.includes(attack))
  return [
    { title: `${together.length} at once`, attacks: together },
    ...alone.map((attack) => ({ title: attack.name, attacks: [attack] })),
  ]
}

function worth(
  { steals, notIn = [], admitted }: Attack,
  engine: Engine,
  place: Place,
  when: When,
): Worth {
  const stealing = notIn.includes(engine) ? undefined : steals?.[place]
  if (stealing === 'both' || stealing === when) return 'tokens'
  return admitted?.[place] ?? 'nothing'
}

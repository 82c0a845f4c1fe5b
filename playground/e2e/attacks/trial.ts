import { findSecret } from '../find-secret.ts'
import type { AttackStage } from './attack-stage.ts'
import type { Place } from './attack.ts'
import { hasBait } from './bait.ts'
import { worthsOf, type Worth } from './replay.ts'
import type { Visit } from './visits.ts'

/** What came of an attack. */
export interface Verdict {
  readonly worth: Worth
  /** The pieces of tokens in its loot, of use or not. */
  readonly pieces: readonly string[]
  /** Whether it has what passes all hooks. */
  readonly hasBait: boolean
}

const CREATED = 201

/**
 * Plays a visit, and judges those of its attacks that were at work in the page to the end of their turn.
 *
 * @throws an error where the app does not work under them
 */
export async function tryVisit(
  stage: AttackStage,
  visit: Visit,
  place: Place,
): Promise<ReadonlyMap<string, Verdict>> {
  const { loot, answers, victims } = await stage.play(visit, place)
  if (answers.some((one) => one !== CREATED)) throw new Error(`The app got ${answers.join()}.`)
  const worths = await worthsOf(stage.playground, loot, victims)
  const verdicts = Object.entries(loot).map(([name, texts]): [string, Verdict] => {
    const pieces = victims.flatMap((token) => findSecret(texts, token))
    return [name, { worth: worths[name]!, pieces, hasBait: hasBait(texts) }]
  })
  return new Map(verdicts)
}

import type { Engine } from './driver/engine.ts'
import { calmDown, measure, type Measure } from './soak-calm.ts'
import { type DeedName, doDeed } from './soak-deeds.ts'
import { findLeaks } from './soak-leaks.ts'
import { chanceOf } from './soak-random.ts'
import { findReuses, isSpent, type Reuse } from './soak-reuses.ts'
import { openSoakStage, type SoakStage } from './soak-stage.ts'
import type { StoryLine } from './soak-story.ts'
import { signIn } from './soak-users.ts'
import { SOAK_WAYS } from './soak-ways.ts'

/** How a soak went. */
export interface SoakResult {
  readonly engine: Engine
  readonly seed: number
  /** In the sessions' own time. */
  readonly livedMs: number
  readonly deeds: ReadonlyMap<DeedName, number>
  readonly requests: number
  readonly refreshes: number
  readonly reuses: readonly Reuse[]
  /** How often a tab saw a session end, by reason. */
  readonly signOuts: ReadonlyMap<string, number>
  /** At the end of each quarter. */
  readonly measures: readonly Measure[]
  /** Everything that must not be. */
  /** How many tabs shared no record with the others for a while. */
  readonly wereAlone: number
  /** Ends that have a reason which is not the session's. */
  readonly excused: ReadonlyMap<string, number>
  readonly wrong: readonly string[]
  readonly story: readonly StoryLine[]
}

const GRACE_MS = 5 * 60_000

/** Lives for so long (real time) with what this seed brings. */
export async function soak(engine: Engine, seed: number, forMs: number): Promise<SoakResult> {
  const stage = await openSoakStage(engine)
  try {
    return await live(stage, seed, forMs)
  } finally {
    await stage.stop()
  }
}

async function live(stage: SoakStage, seed: number, forMs: number): Promise<SoakResult> {
  const { engine, playground, lives, ledger, notes } = stage
  const deeds = new Map<DeedName, number>()
  const measures: Measure[] = []
  const wrong: string[] = []
  const startedAt = playground.now()
  const first = await stage.openTab()
  for (const way of SOAK_WAYS) await signIn(stage, way, first)

  const beganAt = Date.now()
  for (let step = 0, quarter = 1; quarter <= 4; quarter++) {
    // Servers that take no spent token again, and such that do for a while, take turns.
    playground.limits.graceMs = (quarter + seed) % 2 === 0 ? 0 : GRACE_MS
    while (Date.now() < beganAt + (forMs * quarter) / 4) {
      const done = await doDeed(stage, chanceOf(seed, step++)).catch((cause: unknown) => {
        throw new Error(`SEED=${seed}, step ${step}: ${String(cause)}`, { cause })
      })
      if (done !== undefined) stage.tell(`${step} ${done}`)
      if (done !== undefined) deeds.set(done, (deeds.get(done) ?? 0) + 1)
    }
    const after = `quarter ${quarter}, step ${step}`
    wrong.push(...(await calmDown(stage)).map((what) => `${after}: ${what}`))
    measures.push(await measure(stage, measures[0]))
  }

  wrong.push(...notes.flatMap((note) => lives.judge(note) ?? []))
  const reuses = findReuses(ledger.uses, stage.troubles, stage.unanswered)
  for (const {
    first: { way, tab },
    excuse,
  } of reuses) {
    if (excuse === undefined) wrong.push(`${way}: a spent token was sent again, first by ${tab}`)
  }
  wrong.push(...(await findLeaks(stage, measures)))
  const signOuts = new Map<string, number>()
  for (const { reason } of notes) signOuts.set(reason, (signOuts.get(reason) ?? 0) + 1)
  const refreshes = ledger.uses.filter(isSpent).length
  const lived = { engine, seed, livedMs: playground.now() - startedAt }
  return {
    ...lived,
    deeds,
    requests: ledger.requests(),
    refreshes,
    reuses,
    signOuts,
    measures,
    excused: stage.excused,
    wereAlone: stage.wereAlone.length,
    wrong,
    story: stage.story.toSorted((one, other) => one.at - other.at),
  }
}

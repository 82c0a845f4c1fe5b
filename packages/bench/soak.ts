import type { Engine } from '../../playground/e2e/driver/engine.ts'
import { printSoak } from '../../playground/e2e/soak-print.ts'
import { soak } from '../../playground/e2e/soak-run.ts'
import { SOAK_SPEED } from '../../playground/e2e/soak-ways.ts'

/** Soaks for so many minutes of the sessions' own time, and prints how it went; false where anything is wrong. */
export async function runSoak(engine: Engine, seed: number, minutes: number): Promise<boolean> {
  const result = await soak(engine, seed, (minutes * 60_000) / SOAK_SPEED)
  printSoak(result)
  return result.wrong.length === 0
}

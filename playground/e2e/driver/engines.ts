import { ALL_ENGINES, areEnginesRequired, missingPrograms } from '../on-path.mjs'
import type { Engine } from './engine.ts'

/**
 * The engines to test: all three in CI, elsewhere those that are there.
 *
 * `describe.each(ENGINES)('%s', (engine) => …)`; `engines.e2e.ts` says which ones are missing.
 */
export const ENGINES: readonly Engine[] = ALL_ENGINES.filter(isTested)

/** Whether the tests of this engine run. */
export function isTested(engine: Engine): boolean {
  return areEnginesRequired || missingFor(engine).length === 0
}

/** The missing programs that keep the tests of this engine from running. */
export function missingFor(engine: Engine): string[] {
  // Most tests are of Chromium only: without it, none runs.
  return [...new Set([...missingPrograms('chromium'), ...missingPrograms(engine)])]
}

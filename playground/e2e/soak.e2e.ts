import { expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import { printSoak } from './soak-print.ts'
import { soak } from './soak-run.ts'

// The long one is a command: `pnpm soak`.
const SHORT_MS = 20_000
const SEEDS = { chromium: 1, firefox: 2, webkit: 3 } as const

test.each(ENGINES)(
  'P1 P3 P13 P22 a short life in %s: no wrong end, no token twice, nothing is left',
  { timeout: 120_000 },
  async (engine) => {
    const result = await soak(engine, Number(process.env['SEED'] ?? SEEDS[engine]), SHORT_MS)

    printSoak(result)
    expect(result.wrong).toEqual([])
    expect(result.refreshes).toBeGreaterThan(0)
  },
)

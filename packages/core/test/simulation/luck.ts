import type { Hop, Pace } from '../../src/testing/pace.js'

interface Durations {
  /** Of a hundred steps so many are quick, and so many of the others are slow, not very slow. */
  readonly quickOf100: number
  readonly slowOf100: number
  readonly quickMs: number
  readonly slowMs: number
  readonly verySlowMs: number
}

const DURATIONS: Record<Hop, Durations> = {
  store: { quickOf100: 80, slowOf100: 18, quickMs: 3, slowMs: 30, verySlowMs: 300 },
  channel: { quickOf100: 90, slowOf100: 9, quickMs: 3, slowMs: 30, verySlowMs: 200 },
  lock: { quickOf100: 95, slowOf100: 5, quickMs: 2, slowMs: 20, verySlowMs: 20 },
  network: { quickOf100: 60, slowOf100: 36, quickMs: 40, slowMs: 600, verySlowMs: 12_000 },
  wire: { quickOf100: 95, slowOf100: 5, quickMs: 2, slowMs: 20, verySlowMs: 20 },
}

/** A stream of numbers from 0 to 1, the same for the same seed. */
export function createLuck(seed: number): () => number {
  let state = seed
  // mulberry32
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A pace that can become calm: from then on each step takes a millisecond. */
export interface ChangingPace {
  readonly pace: Pace
  calm(): void
}

/** How long steps take: mostly little, now and then so long that limits are met. */
export function createPace(seed: number): ChangingPace {
  const luck = createLuck(seed)
  let calm = seed === 0

  function pace(hop: Hop): number {
    if (calm) return 1
    const { quickOf100, slowOf100, quickMs, slowMs, verySlowMs } = DURATIONS[hop]
    const drawn = luck() * 100
    const mostMs =
      drawn < quickOf100 ? quickMs : drawn < quickOf100 + slowOf100 ? slowMs : verySlowMs
    return Math.round(luck() * mostMs)
  }

  return { pace, calm: () => void (calm = true) }
}

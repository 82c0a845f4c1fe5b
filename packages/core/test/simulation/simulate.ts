import { constants, setPriority } from 'node:os'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { minutes } from '../durations.js'
import { type Coverage, createCoverage, replayCommand } from './coverage.js'
import { forgetWorlds } from './forget-worlds.js'
import { histories } from './histories.js'
import { type History, isOidc, type Way } from './history.js'
import { play } from './play.js'
import type { Profile } from './profile.js'

// It only computes, for minutes; what runs beside it measures times.
setPriority(constants.priority.PRIORITY_LOW)

const USUAL_RUNS = '2000'
const { RUNS = USUAL_RUNS, SEED = '20261125', HISTORY } = process.env

/**
 * Plays thousands of histories of sessions that are held in these ways; each must keep all promises.
 *
 * `RUNS` and `SEED` of the environment ask for others. A history that fails is shrunk and told as a story, with the command
 * that plays it again.
 */
export function simulate(ways: readonly Way[], atLeast: Partial<Coverage>): void {
  if (HISTORY !== undefined) return replay(JSON.parse(HISTORY) as History, ways)
  forgetWorlds()
  const held = ways.join(' and ')
  const promises = ways.some(isOidc) ? 'P1–P15 and P20' : 'P1–P15'

  test(`${promises} in ${RUNS} histories of sessions held by ${held}`, LONG, async () => {
    const coverage = createCoverage()
    const property = fc.asyncProperty(histories(ways), async (history) => {
      const profile = await play(history)
      coverage.count(profile)
      const { wrongs } = profile.ledger
      if (wrongs.length > 0)
        throw new Error(`${wrongs[0]}\n${replayCommand(history)}\n${told(profile)}`)
      // Or what waits for ever keeps this world beside the next ones.
      for (const { session } of profile.tabs) session.dispose()
    })
    await fc.assert(property, { numRuns: Number(RUNS), seed: Number(SEED) })

    console.table(coverage.seen())
    const short = Object.entries(atLeast).filter(
      ([what, least]) => coverage.counts[what as keyof Coverage] < least,
    )
    expect(RUNS === USUAL_RUNS ? short : []).toEqual([])
  })
}

const LONG = { timeout: minutes(20) }

function replay(history: History, ways: readonly Way[]): void {
  if (!ways.includes(history.way)) return
  test('the given history', async () => {
    const profile = await play(history)

    console.log(told(profile))
    expect(profile.ledger.wrongs).toEqual([])
  })
}

const told = ({ ledger }: Profile): string => ledger.story.join('\n')

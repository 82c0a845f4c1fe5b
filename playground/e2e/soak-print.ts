import { cannotDo } from './soak-deeds.ts'
import type { SoakResult } from './soak-run.ts'
import { clockTime } from './soak-story.ts'

/** Prints how a soak went. */
export function printSoak(result: SoakResult): void {
  const { engine, seed, livedMs, deeds, reuses, signOuts, measures, wrong } = result
  const excused = countBy(reuses.map(({ excuse = 'NO EXCUSE' }) => excuse))
  const rows: readonly (readonly [string, string])[] = [
    ['lived', `${(livedMs / 60_000).toFixed(0)} min`],
    ['deeds', listed(deeds)],
    ['cannot be done here', cannotDo(engine).join(', ') || 'nothing'],
    ['requests', String(result.requests)],
    ['refreshes', String(result.refreshes)],
    ['spent tokens sent again', listed(excused)],
    ['ends seen by tabs', listed(signOuts)],
    ['excused', listed(result.excused)],
    ['tabs cut off by a slow store', String(result.wereAlone)],
    ['heap, by quarter', measures.map(({ heapBytes }) => kilobytes(heapBytes)).join(', ')],
    [
      'kept, by quarter',
      measures.map(({ census }) => listed(new Map(Object.entries(census)))).join(' | '),
    ],
    ['wrong', wrong.join('\n    ') || 'nothing'],
  ]
  console.log(`Soak, ${engine}, SEED=${seed}`)
  if (wrong.length > 0 || process.env['STORY'] !== undefined) {
    for (const { at, what } of result.story) console.log(`${clockTime(at)} ${what}`)
  }
  for (const [what, value] of rows) console.log(`  ${what.padEnd(30)}${value}`)
}

function countBy(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([what, count]) => `${what} ${count}`).join(', ') || 'none'
}

function kilobytes(bytes: number | undefined): string {
  return bytes === undefined ? 'not told' : `${(bytes / 1_000).toFixed(0)} kB`
}

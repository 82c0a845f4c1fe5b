import type { Measure } from './soak-calm.ts'
import type { SoakStage } from './soak-stage.ts'

const LOCKS = `navigator.locks.query().then(({ held, pending }) => held.length + pending.length)`
// What a page of this size takes to warm up, measured; an hour of life has hundreds of refreshes.
const MOST_HEAP_GROWTH_BYTES = 300_000
// What is called off takes a moment to end.
const MOMENT_MS = 3_000

/** Ends all sessions of all tabs, and tells what is left of them, or grew while they lived. */
export async function findLeaks(
  { engine, tabs }: SoakStage,
  measures: readonly Measure[],
): Promise<string[]> {
  const late = measures.at(-1)!
  // Of the same page: another one begins anew.
  const early = measures.find(({ reloads }) => reloads === late.reloads) ?? late
  const leaks = Object.entries(late.census)
    .filter(([what, count]) => count > (early.census[what] ?? 0))
    .map(([what, count]) => `${what} grew from ${early.census[what]} to ${count}`)
  if (early.heapBytes !== undefined && late.heapBytes !== undefined) {
    const growth = late.heapBytes - early.heapBytes
    if (growth > MOST_HEAP_GROWTH_BYTES) leaks.push(`the heap grew by ${growth} bytes`)
  }
  // WebKit's driver sets one in the page for each script.
  const driversOwn = engine === 'webkit' ? 1 : 0
  for (const { name, tab } of tabs) {
    await tab.run('soak.dispose()')
    // Signals of its own go with the session, which the page still has.
    const left = `Object.entries(soak.census()).filter(
      ([what, count]) => what !== 'onSignals' && count > (what === 'timers' ? ${driversOwn} : 0))`
    await tab.until(`(${left}).length === 0`, MOMENT_MS).catch(async () => {
      leaks.push(`${name} keeps after dispose(): ${JSON.stringify(await tab.run(left))}`)
    })
  }
  // The vault outlives its sessions for a while, and holds one that says so.
  await tabs[0]!.tab.until(`${LOCKS}.then((count) => count <= 1)`, MOMENT_MS).catch(async () => {
    const locks = await tabs[0]!.tab.run<number>(LOCKS)
    leaks.push(`${locks} locks of the origin are held or waited for at the end`)
  })
  return leaks
}

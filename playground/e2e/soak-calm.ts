import { setTimeout as sleep } from 'node:timers/promises'
import { collect } from './soak-collect.ts'
import { chromiumTab, type SoakStage, type SoakTab } from './soak-stage.ts'
import { joinAgain, reviveOne } from './soak-tab-deeds.ts'
import { signIn, statesIn, touch } from './soak-users.ts'
import { SOAK_WAYS } from './soak-ways.ts'

/** What the first tab is made of when all is calm. */
export interface Measure {
  readonly census: Readonly<Record<string, number>>
  /** Undefined: this engine's driver cannot tell. */
  readonly heapBytes: number | undefined
  /** How often the page had been loaded anew. */
  readonly reloads: number
}

const RECOVERY_MS = 30_000
const REST_MS = 5_000
const AGREEMENT_MS = 5_000

/** Lifts all that is wrong, and sees that every tab recovers and says the same; returns what does not. */
export async function calmDown(stage: SoakStage): Promise<string[]> {
  const { playground, tabs, lives } = stage
  playground.faults.clear()
  while (await reviveOne(stage));
  for (const one of tabs) {
    await touch(stage, one)
    await joinAgain(stage, one)
  }
  const wrong: string[] = []
  for (const one of tabs) {
    await one.tab.until('soak.isCalm()', RECOVERY_MS).catch(async () => {
      wrong.push(`${one.name} does not recover: ${JSON.stringify(await statesIn(one))}`)
    })
  }
  for (const way of SOAK_WAYS) {
    const seen = await agreement(stage, way)
    if (seen.size > 1) wrong.push(`${way}: tabs disagree: ${[...seen].join()}`)
    await Promise.all(tabs.map((one) => collect(stage, one)))
    const now = playground.now()
    const living = lives.living(way, now)
    if (living && seen.has('signedOut')) {
      wrong.push(`${way}: the session lives, but is ${[...seen].join()}`)
    }
  }
  return wrong
}

/** What the tabs say of one session; one thing, if they agree within a while. */
async function agreement(
  { tabs }: SoakStage,
  way: (typeof SOAK_WAYS)[number],
): Promise<Set<string>> {
  const giveUpAt = Date.now() + AGREEMENT_MS
  for (;;) {
    const states = await Promise.all(tabs.map(statesIn))
    const seen = new Set(states.map(({ [way]: { status, id = '' } }) => `${status} ${id}`.trim()))
    if (seen.size === 1 || Date.now() > giveUpAt) return seen
    await sleep(200)
  }
}

/** Signs in where nobody is, and counts what the first tab keeps when it is at rest. */
export async function measure(stage: SoakStage, before: Measure | undefined): Promise<Measure> {
  const first = stage.tabs[0]!
  const states = await statesIn(first)
  for (const way of SOAK_WAYS) {
    if (states[way].status !== 'signedIn') await signIn(stage, way, first)
  }
  await first.tab.until('soak.isCalm()', RECOVERY_MS)
  await collectGarbage(stage, first)
  // A refresh that is under way keeps a lock and a timer or two: until it is done.
  const most = before && JSON.stringify(before.census)
  const isAtRest = `Object.entries(soak.census()).every(([what, count]) => count <= (${most})[what])`
  if (most === undefined) await sleep(1_000)
  else await first.tab.until(isAtRest, REST_MS).catch(() => {})
  const census = await first.tab.run<Measure['census']>('soak.census()')
  await collectGarbage(stage, first)
  const reloads = stage.wereAlone.filter((name) => name === first.name).length
  return { census, heapBytes: await heapOf(stage, first), reloads }
}

/** Where the driver can. */
async function collectGarbage({ engine }: SoakStage, one: SoakTab): Promise<void> {
  if (engine !== 'chromium') return
  // Twice: what the first run finishes off is free after the second.
  for (let run = 0; run < 2; run++) await chromiumTab(one).cdp('HeapProfiler.collectGarbage')
}

async function heapOf({ engine }: SoakStage, one: SoakTab): Promise<number | undefined> {
  if (engine !== 'chromium') return undefined
  return (await chromiumTab(one).cdp<{ usedSize: number }>('Runtime.getHeapUsage')).usedSize
}

import { describe, expect, test } from 'vitest'
import { enginesThatCan } from './driver/cannot.ts'
import { ENGINES } from './driver/engines.ts'
import type { Tab } from './driver/tab.ts'
import { STATUS } from './harness-tab.ts'
import { usePlayground, type Stage } from './use-playground.ts'

const WAYS = ['cookie', 'sealed']
/** Before: the server did nothing yet. After: it renewed, and its answer is lost; so it has a grace period here. */
const WHEN = ['slow-before', 'slow-after'] as const
const CALLS = 5
const HANGS_MS = 120_000
// The design's 10 s, and what a busy machine adds.
const GO_ON_MS = 15_000

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test.each(WHEN)('P4 closing the tab that refreshes holds nobody up (%s)', async (when) => {
    for (const way of WAYS) {
      const holder = await stage.open(`way=${way}`)
      const hanging = await leaveHanging(stage, holder, way, when)

      await holder.close()

      expect(await goOn(stage, hanging, `${engine} ${way}: closed`)).toEqual(hanging.end)
    }
  })
})

describe.each(enginesThatCan('crash a page'))('%s', (engine) => {
  const stage = usePlayground(engine)

  test.each(WHEN)('P4 a crash of the tab that refreshes holds nobody up (%s)', async (when) => {
    const way = when === 'slow-before' ? 'sealed' : 'cookie'
    const tab = await stage.open(`way=${way}`)
    const hanging = await leaveHanging(stage, tab, way, when)

    await tab.crash!()

    expect(await goOn(stage, hanging, `${engine} ${way}: killed`)).toEqual(hanging.end)
  })
})

interface Hanging {
  readonly others: readonly Tab[]
  readonly end: End
}

interface End {
  readonly answers: readonly unknown[]
  readonly inTime: boolean
  readonly refreshes: number
  readonly reuses: number
}

/** Signs in, and leaves the first tab in a refresh that gets no answer; two others wait for it. */
async function leaveHanging(
  stage: Stage,
  holder: Tab,
  way: string,
  when: (typeof WHEN)[number],
): Promise<Hanging> {
  const { playground } = stage
  playground.limits.graceMs = when === 'slow-after' ? HANGS_MS : 0
  await holder.run(`latchkey.signIn('ada')`)
  const others = await stage.openMany(2, `way=${way}`)
  for (const tab of others) await tab.until(`${STATUS} === 'signedIn'`)
  const before = stage.refreshes()
  playground.expireCredentials()
  playground.faults.set({ route: 'refresh', kind: when, times: 1, ms: HANGS_MS })

  await holder.run(`void latchkey.call(1)`)
  await expect.poll(() => stage.refreshes()).toBe(before + 1)
  for (const tab of others) await tab.run(`void (globalThis.calling = latchkey.call(${CALLS}))`)
  // One more for the others, unless their cookie is renewed by the answer that was lost.
  const isRenewed = way === 'cookie' && when === 'slow-after'
  const refreshes = before + (isRenewed ? 1 : 2)
  const answers = Array(others.length * CALLS).fill(200)
  return { others, end: { answers, inTime: true, refreshes, reuses: 0 } }
}

/** Waits for the calls of the others. */
async function goOn(stage: Stage, { others }: Hanging, what: string): Promise<End> {
  const since = performance.now()
  const answers: unknown[] = []
  for (const tab of others) answers.push(...(await tab.run<unknown[]>(`calling`)))
  const tookMs = performance.now() - since
  console.log(`${what}, the others went on after ${Math.round(tookMs)} ms`)
  const { tokenReuse: reuses } = stage.playground.counters
  return { answers, inTime: tookMs < GO_ON_MS, refreshes: stage.refreshes(), reuses }
}

import { describe, expect, test } from 'vitest'
import { enginesThatCan } from './driver/cannot.ts'
import { STATUS } from './harness-tab.ts'
import { usePlayground } from './use-playground.ts'

const HANGS_MS = 120_000
// The design's 10 s, and what a busy machine adds.
const TAKEN_OVER_MS = 16_000

const WAYS = ['cookie', 'sealed']
const CALL = `void (globalThis.calling = latchkey.call(1).then((answer) => (globalThis.answer = answer)))`

describe.each(enginesThatCan('freeze'))('%s', (engine) => {
  const stage = usePlayground(engine)

  test('P4 a frozen tab that refreshes is robbed after 10 s, and commits nothing when it thaws', async () => {
    const { playground } = stage
    const { counters } = playground
    // Both ways at once, for the 10 s are real.
    const pairs = await Promise.all(WAYS.map((way) => stage.openMany(2, `way=${way}`)))
    for (const [holder, other] of pairs) {
      await holder!.run(`latchkey.signIn('ada')`)
      await other!.until(`${STATUS} === 'signedIn'`)
    }
    playground.expireCredentials()
    playground.faults.set({ route: 'refresh', kind: 'slow-before', times: 2, ms: HANGS_MS })
    for (const [holder] of pairs) await holder!.run(CALL)
    await expect.poll(stage.refreshes).toBe(2)

    for (const [holder] of pairs) await holder!.freeze()
    const since = performance.now()
    for (const [, other] of pairs) await other!.run(CALL)
    for (const [, other] of pairs) await other!.until(`globalThis.answer`, TAKEN_OVER_MS)
    const tookMs = performance.now() - since

    console.log(`two frozen holders were robbed after ${Math.round(tookMs)} ms`)
    expect(tookMs).toBeGreaterThan(9_000)
    for (const [holder, other] of pairs) {
      expect(await other!.run(`answer`)).toEqual([200])
      await holder!.thaw()
      // What waited for the refresh that was robbed goes on with what the robber got.
      expect(await holder!.run(`calling`)).toEqual([200])
      expect(await holder!.run(`latchkey.call(1)`)).toEqual([200])
      expect(await other!.run(`latchkey.call(1)`)).toEqual([200])
    }
    expect([stage.refreshes(), counters.tokenReuse]).toEqual([4, 0])
  })
})

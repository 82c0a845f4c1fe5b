import { describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import { STATUS } from './harness-tab.ts'
import { usePlayground } from './use-playground.ts'

const QUERY = 'way=refresh-cookie&prefer=shared-worker'
const CALLS = 5

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  // WebKit starts the worker anew then: it ran in that tab's process.
  test('P4 closing the tab that started the shared worker, while it renews, holds the other one up no longer than a new start', async () => {
    const { counters, faults } = stage.playground
    const starter = await stage.open(QUERY)
    await starter.run(`latchkey.signIn('ada')`)
    const other = await stage.open(QUERY)
    await other.until(`${STATUS} === 'signedIn'`)
    stage.playground.expireCredentials()
    faults.set({ route: 'refresh', kind: 'slow-before', times: 1, ms: 1_000 })
    const before = counters.tokenRefresh
    await starter.run(`void latchkey.call(1)`)
    await expect.poll(() => counters.tokenRefresh).toBe(before + 1)

    await starter.close()
    await other.until(
      `latchkey.call(${CALLS}).then((answers) => answers.every((one) => one === 200))`,
    )

    expect(await other.run(STATUS)).toBe('signedIn')
    expect(await other.run(`latchkey.events.includes('signedOut')`)).toBe(false)
    console.log(`${engine}: ${counters.tokenRefresh - before} refreshes`)
    expect(counters.tokenReuse).toBe(0)
  })
})

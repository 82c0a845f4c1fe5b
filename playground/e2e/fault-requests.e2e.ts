import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from './driver/engine.ts'
import { ENGINES } from './driver/engines.ts'
import { wrongIn } from './fault-outcomes.ts'
import { cellsOf } from './fault-runs.ts'
import { openFaultStage, type FaultStage } from './fault-stage.ts'

// What decision 10 tells of browsers: which send a POST again by themselves when its kept connection breaks.
const SEND_AGAIN: readonly Engine[] = ['chromium', 'firefox']

const POST = `fetch('/token/refresh', {
  method: 'POST',
  body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'unknown' }),
}).then(({ status }) => status, () => 'broke off')`

const LITTER = `void setInterval(() => {
  for (let index = 0; index < 10; index++) new Array(100_000).fill({})
}, 20)`

describe.each(ENGINES)('%s', (engine) => {
  let stage: FaultStage
  beforeAll(async () => void (stage = await openFaultStage(engine)))
  afterAll(() => stage?.stop())

  test('a request whose kept connection breaks is sent again by the browser itself, or not', async () => {
    const { playground, tab } = stage
    expect(await tab.run(POST)).toBe(400)
    playground.faults.set({ route: 'refresh', kind: 'reset-before' })
    const before = playground.counters.tokenRefresh

    const answer = await tab.run(POST)

    const arrivals = playground.counters.tokenRefresh - before
    console.log(`${engine}: one POST arrived ${arrivals} times`)
    expect(answer).toBe('broke off')
    expect(arrivals > 1).toBe(SEND_AGAIN.includes(engine))
  })

  test('P4 a request that hangs is given up, however often the browser collects its garbage', async () => {
    const hanging = cellsOf('grace').filter(
      ({ name, moment }) => name === 'slow-60' && moment === 'signOut',
    )

    await stage.tab.run(LITTER)
    const measured = await stage.run(hanging, 'grace')

    expect(wrongIn(hanging, measured)).toEqual([])
  })
})

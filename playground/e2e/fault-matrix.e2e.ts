import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChromiumTab } from './driver/chromium-tab.ts'
import { ENGINES } from './driver/engines.ts'
import { wrongIn } from './fault-outcomes.ts'
import { printMatrix } from './fault-print.ts'
import { openFaultStage, type FaultStage } from './fault-stage.ts'
import { CANNOT, cellsOf, isVisit } from './fault-runs.ts'

const SLOW = { timeout: 150_000 }
const online = cellsOf('grace').filter(({ name }) => name !== 'offline')
const offline = cellsOf('grace').filter(({ name }) => name === 'offline')

describe.each(ENGINES)('%s', (engine) => {
  let stage: FaultStage
  beforeAll(async () => void (stage = await openFaultStage(engine)))
  afterAll(() => stage?.stop())

  test(
    'P3 P4 P5 P13 every fault, for a minute, at every moment: as the table says',
    SLOW,
    async () => {
      const cells = online.filter((cell) => !isVisit(cell))

      const measured = await stage.run(cells, 'grace')

      printMatrix(engine, cells, measured)
      expect(wrongIn(cells, measured)).toEqual([])
    },
  )

  test(
    'P1 P3 P4 a visit at the start, and an answer that is lost under strict rotation',
    SLOW,
    async () => {
      const cells = [...online.filter(isVisit), ...cellsOf('strict')]

      const measured = await stage.run(cells, 'strict')

      printMatrix(engine, cells, measured)
      expect(wrongIn(cells, measured)).toEqual([])
    },
  )

  const withoutNetwork = CANNOT[engine].includes('offline') ? [] : [{ cells: offline }]
  test.each(withoutNetwork)(
    'P3 P13 a minute without a network, and the way back',
    SLOW,
    async ({ cells }) => {
      const tab = stage.tab as ChromiumTab
      const all = (gate: string) =>
        tab.until(`faultMatrix.waiting.${gate} === ${cells.length}`, 30_000)

      const measured = await stage.run(cells, 'grace', async () => {
        await all('cut')
        await tab.offline(true)
        await tab.run('faultMatrix.go.cut()')
        await all('back')
        await tab.offline(false)
        await tab.run('faultMatrix.go.back()')
      })

      printMatrix(engine, cells, measured)
      expect(wrongIn(cells, measured)).toEqual([])
    },
  )
})

test('what an engine cannot be given is listed', () => {
  for (const engine of ENGINES) {
    const listed = CANNOT[engine].join(', ') || 'nothing'
    console.log(`Fault matrix, ${engine}: cannot be given, for want of a command: ${listed}`)
  }

  expect(CANNOT.chromium).toEqual([])
})

import { expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import { wrongIn } from './fault-outcomes.ts'
import { openFaultStage } from './fault-stage.ts'
import { cellsOf } from './fault-runs.ts'

const LITTER = `void setInterval(() => {
  for (let index = 0; index < 10; index++) new Array(100_000).fill({})
}, 20)`

test.each(ENGINES)(
  'P4 %s: a request that hangs is given up, however often the browser collects its garbage',
  async (engine) => {
    const stage = await openFaultStage(engine)
    const hanging = cellsOf('grace').filter(
      ({ name, moment }) => name === 'slow-60' && moment === 'signOut',
    )

    try {
      await stage.tab.run(LITTER)
      const measured = await stage.run(hanging, 'grace')

      expect(wrongIn(hanging, measured)).toEqual([])
    } finally {
      await stage.stop()
    }
  },
)

import { expect, test } from 'vitest'
import { ACTS, HOOKS } from './attacks/table.ts'

test('every limit of a worker that is admitted says why', () => {
  const limits = [...HOOKS, ...ACTS].filter(({ steals, admitted }) => steals?.worker ?? admitted)

  expect(limits.filter(({ because }) => because === undefined)).toEqual([])
  expect(limits).toHaveLength(6)
})

import { expect, test } from 'vitest'
import { plant, PLANTED } from '../mutants/planted/all.mjs'

test.each(PLANTED.map((bug) => [bug.name, bug] as const))(
  'a bug to plant fits the code: %s',
  (_name, bug) => expect(() => plant(bug)).not.toThrow(),
)

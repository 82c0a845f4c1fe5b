import { expect, test } from 'vitest'
import { isTested, missingFor } from './driver/engines.ts'
import { ALL_ENGINES } from './on-path.mjs'

// Where an engine is missing, the report says so in place of its tests.
for (const engine of ALL_ENGINES) {
  const name = isTested(engine)
    ? `${engine} is there`
    : `NO TEST RAN IN ${engine.toUpperCase()}: no ${missingFor(engine).join(', no ')}`

  // oxlint-disable-next-line vitest/no-disabled-tests -- to be skipped is its purpose
  test.skipIf(!isTested(engine))(`${name}`, () => {
    expect(missingFor(engine)).toEqual([])
  })
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CANNOT } from './driver/cannot.ts'
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

test('whatever an engine is not asked to do is listed, and asked of the others', () => {
  const lines = CANNOT.map(({ engine, what, why }) => `  ${engine} cannot ${what}: ${why}`)
  console.log(`Left out, and why:\n${lines.join('\n')}`)

  const asked = askedByTests()

  expect(CANNOT.map(({ what }) => what).filter((what) => !asked.has(what))).toEqual([])
})

/** What the tests ask `can` and `enginesThatCan` for. */
function askedByTests(): ReadonlySet<string> {
  const here = import.meta.dirname
  const paths = readdirSync(here, { recursive: true, encoding: 'utf8' })
  const tests = paths.filter((path) => /(e2e|-tests)\.ts$/.test(path))
  const text = tests.map((path) => readFileSync(join(here, path), 'utf8')).join()
  return new Set(
    Array.from(
      text.matchAll(/\b(?:can\(engine, |enginesThatCan\()'([^']+)'/g),
      ([, what]) => what!,
    ),
  )
}

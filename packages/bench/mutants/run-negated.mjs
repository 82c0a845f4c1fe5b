import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Stryker } from '@stryker-mutator/core'

const ROOT = join(import.meta.dirname, '../../..')
const CORE = 'packages/core/src'
const REFRESH_PATH =
  'adopt authorized-fetch check credential-gate grant-facts guarded-clock hold-or-alone place read-record ' +
  'record-keeper refresh-lock renew restore save-activity settle sign-out spend time-limit'
const FILES = [
  ...readdirSync(join(ROOT, CORE, 'machine')).map((name) => `${CORE}/machine/${name}`),
  ...REFRESH_PATH.split(' ').map((name) => `${CORE}/runtime/${name}.ts`),
]

// Conditions only: nothing else that Stryker can change is asked for.
const OTHERS =
  'ArithmeticOperator ArrayDeclaration ArrowFunction AssignmentExpression BlockStatement BooleanLiteral MethodExpression ' +
  'ObjectLiteral OptionalChaining Regex StringLiteral UnaryOperator UpdateOperator'

/** Makes every condition true, false and its opposite in a copy of the tree, one at a time, and runs the tests that reach it. */
export async function runNegated(word) {
  process.chdir(ROOT)
  const stryker = new Stryker({
    mutate: FILES.filter((path) => path.includes(word)),
    mutator: { excludedMutations: OTHERS.split(' ') },
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'packages/bench/mutants/vitest.config.mjs' },
    // It would rewrite one with the API that TypeScript 7 does not have; nothing here reads it.
    tsconfigFile: 'none',
    ignorePatterns: ['dist', 'playground'],
    tempDirName: join(tmpdir(), 'latchkey-mutants'),
    concurrency: 2,
    incremental: process.argv.includes('--incremental'),
    incrementalFile: join(ROOT, 'node_modules/.cache/latchkey-mutants.json'),
    reporters: ['progress-append-only'],
    logLevel: 'warn',
    allowConsoleColors: false,
  })
  const codes = new Map(FILES.map((path) => [path, readFileSync(path, 'utf8')]))
  const mutants = await stryker.runMutationTest()
  return mutants
    .filter(({ status }) => status !== 'Ignored')
    .map((mutant) => resultOf(mutant, codes))
}

function resultOf({ fileName, location, replacement, status }, codes) {
  const path = fileName.slice(fileName.indexOf(CORE))
  const code = codes.get(path)
  const first = offsetOf(code, { line: location.start.line, column: 1 })
  const last = code.indexOf('\n', offsetOf(code, location.end))
  const start = offsetOf(code, location.start)
  const end = offsetOf(code, location.end)
  const from = oneLine(code.slice(first, last))
  const to = oneLine(code.slice(first, start) + replacement + code.slice(end, last))
  return {
    where: `${path.slice(CORE.length + 1)}:${location.start.line}`,
    what: `${from} → ${to}`,
    from,
    to,
    caught: status === 'Killed' || status === 'Timeout',
    by: status === 'Timeout' ? 'it never ends' : undefined,
  }
}

/** Lines and columns count from 1. */
function offsetOf(code, { line, column }) {
  const before = code.split('\n').slice(0, line - 1)
  return before.reduce((sum, { length }) => sum + length + 1, column - 1)
}

function oneLine(code) {
  return code.trim().replaceAll(/\s+/g, ' ')
}

// Plants bugs one at a time and says which of them the tests catch: `node packages/bench/mutants.mjs [planted|negated] [word] [--incremental]`.
import { judge } from './mutants/judge.mjs'
import { runNegated } from './mutants/run-negated.mjs'
import { runPlanted } from './mutants/run-planted.mjs'

// So many histories of each kind; thousands would take a minute for each mutant.
process.env.RUNS ??= '60'

const RUNS = { planted: runPlanted, negated: runNegated }
const [kind, word = ''] = process.argv.slice(2).filter((text) => !text.startsWith('--'))
const runs = kind === undefined ? Object.values(RUNS) : [RUNS[kind]]
if (runs.includes(undefined)) throw new Error(`One of: ${Object.keys(RUNS).join(', ')}`)

const results = []
for (const run of runs) results.push(...(await run(word)))
process.exitCode = judge(results, kind === undefined && word === '')

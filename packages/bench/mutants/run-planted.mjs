import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { plant, PLANTED } from './planted/all.mjs'

const ROOT = join(import.meta.dirname, '../../..')
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs')
const CONFIG = join(import.meta.dirname, 'vitest.config.mjs')
const AT_ONCE = 2
const LIMIT_MS = 240_000
const THREAD_DIED = 'Worker exited unexpectedly'

/** Runs the tests with one planted bug after the other. A bug whose text is no longer there throws. */
export async function runPlanted(word) {
  for (const bug of PLANTED) plant(bug)
  const bugs = PLANTED.filter(({ name, file }) => `${file} ${name}`.includes(word))
  if (bugs.length > 0 && (await runTests('')).caught) throw new Error('Red without a bug.')
  const results = []
  const next = bugs.values()
  const work = async () => {
    for (const bug of next) {
      const { caught, by } = await runTests(bug.name)
      results.push({ where: `${bug.file}:`, what: bug.name, caught, by })
      console.log(`${caught ? 'caught  ' : 'SURVIVED'}  ${bug.name}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return results
}

function runTests(name) {
  const args = [VITEST, 'run', '--config', CONFIG, '--bail', '1', '--reporter', 'json']
  const env = { ...process.env, PLANTED: name }
  const options = { cwd: ROOT, env, timeout: LIMIT_MS, killSignal: 'SIGKILL', maxBuffer: 2 ** 26 }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve({ caught: false })
      if (error.killed) return resolve({ caught: true, by: 'it never ends' })
      if (stderr.includes(THREAD_DIED)) return resolve({ caught: true, by: 'it uses all memory' })
      try {
        resolve({ caught: true, by: failureIn(JSON.parse(stdout.slice(stdout.indexOf('{"')))) })
      } catch (cause) {
        reject(new Error(`The tests did not run with "${name}":\n${stderr}`, { cause }))
      }
    })
  })
}

/** The test that caught the bug. A file that cannot be loaded says nothing about its tests. */
function failureIn({ testResults }) {
  const broken = testResults.find((file) => file.status === 'failed' && file.message !== '')
  if (broken !== undefined) throw new Error(broken.message)
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  return tests.find(({ status }) => status === 'failed')?.title ?? 'an error that no test expects'
}

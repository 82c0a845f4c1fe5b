// An hour of a session's life in a real browser, at twelve times its speed. Wants the playground's pages: `pnpm build`.
// node soak.mjs [chromium|firefox|webkit] [--minutes 60]; `SEED=…` brings the same things in the same order again.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'

const options = { minutes: { type: 'string', default: '60' } }
const { values, positionals } = parseArgs({ options, allowPositionals: true })
const [engine = 'chromium'] = positionals
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1_000_000))
console.log(`Soak, ${engine}: SEED=${seed}, ${values.minutes} minutes`)

const { module } = await runnerImport(join(import.meta.dirname, 'soak.ts'))
process.exitCode = (await module.runSoak(engine, seed, Number(values.minutes))) ? 0 : 1

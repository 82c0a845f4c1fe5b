import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const playground = join(import.meta.dirname, '..')
const BUILD = `import { build } from 'vite'; await build({ logLevel: 'warn' })`

/** Builds the playground's pages. */
export async function buildPages(): Promise<void> {
  if (!existsSync(join(playground, 'index.html'))) return
  // A process of its own: Vitest's NODE_ENV=test would build the frameworks' development code.
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', BUILD],
    { cwd: playground, env: { ...process.env, NODE_ENV: 'production' } },
  )
  process.stderr.write(stdout + stderr)
}

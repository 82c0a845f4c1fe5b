import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const CORE = join(import.meta.dirname, '../../../packages/core')
const BIN = join(import.meta.dirname, '../../node_modules/.bin')

/** Apps that have the package as npm would bring it. */
export interface PackedApps {
  /** Where the apps lie, each in a folder of its own. */
  readonly folder: string
  /** Runs the app's bundler, as its own command; the output is in the app's folder. */
  build(app: string, command: readonly string[]): Promise<void>
  /** Takes out of one of the app's files the lines that hold a text; fails if there are none. */
  dropLines(app: string, file: string, text: string): Promise<void>
  remove(): Promise<void>
}

/** Packs the core as it is built, and installs it for a copy of the apps. */
export async function installPackedApps(): Promise<PackedApps> {
  // Below the playground, where its packages are found; `dist` is nobody's source.
  const parent = join(import.meta.dirname, 'dist')
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(join(parent, 'run-'))
  for (const name of ['app.ts', 'main.js', 'vite', 'webpack', 'rollup', 'esbuild', 'next']) {
    await cp(join(import.meta.dirname, name), join(folder, name), { recursive: true })
  }
  await installCore(join(folder, 'node_modules'))

  return {
    folder,
    async build(app, [program = '', ...args]) {
      const cwd = join(folder, app)
      await rm(join(cwd, 'dist'), { recursive: true, force: true })
      const path = program === 'node' ? process.execPath : join(BIN, program)
      // Vitest's `test` would build the frameworks' development code.
      const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
      await run(path, args, { cwd, env })
    },
    async dropLines(app, file, text) {
      const path = join(folder, app, file)
      const lines = (await readFile(path, 'utf8')).split('\n')
      const kept = lines.filter((line) => !line.includes(text))
      if (kept.length === lines.length) throw new Error(`${file} has no line with ${text}`)
      await writeFile(path, kept.join('\n'))
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 10 }),
  }
}

async function installCore(modules: string): Promise<void> {
  const core = join(modules, '@latchkey/core')
  await mkdir(core, { recursive: true })
  const pack = ['--yes', 'pnpm@12.21.0', 'pack', '--out', join(modules, 'core.tgz')]
  await run('npx', pack, { cwd: CORE })
  await run('tar', ['-xzf', join(modules, 'core.tgz'), '-C', core, '--strip-components', '1'])
  const { dependencies } = JSON.parse(await readFile(join(core, 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies)) {
    const target = relative(modules, join(CORE, 'node_modules', name))
    await symlink(target, join(modules, name))
  }
}

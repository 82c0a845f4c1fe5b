import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPlayground } from '../server/start-playground.js'
import { launchChromium } from './driver/chromium.ts'

const run = promisify(execFile)
const ROOT = join(import.meta.dirname, '../..')
const PNPM = ['--yes', 'pnpm@12.21.0']
const SIGN_IN = `fetch('/auth/sign-in', { method: 'POST',
  headers: { 'content-type': 'application/json', 'latchkey-csrf': '1' },
  body: JSON.stringify({ user: 'ada', password: 'ada-demo' }) }).then((answer) => answer.status)`

let scratch: string
let tarballs: string[]

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'latchkey-packed-'))
  for (const name of ['core', 'react', 'vue']) {
    const cwd = join(ROOT, 'packages', name)
    await run('npx', [...PNPM, 'pack', '--pack-destination', scratch], { cwd })
  }
  const names = (await readdir(scratch)).filter((name) => name.endsWith('.tgz'))
  tarballs = names.map((name) => join(scratch, name))
})
afterAll(() => rm(scratch, { recursive: true, force: true, maxRetries: 10 }))

// The worker file has no types: it is nothing to import, but an address.
const ATTW = ['--profile', 'esm-only', '--exclude-entrypoints', './vault']

test('publint and attw find nothing in the tarballs', async () => {
  const cwd = join(ROOT, 'playground')
  for (const tarball of tarballs) {
    await run('node_modules/.bin/publint', ['run', tarball, '--strict'], { cwd })
    await run('node_modules/.bin/attw', [tarball, ...ATTW], { cwd })
  }

  expect(tarballs).toHaveLength(3)
})

test("the README's block, in an empty app with the tarballs: sign in, fetch, sign out", async () => {
  const app = join(scratch, 'app')
  await mkdir(app)
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'app', type: 'module' }))
  await writeFile(join(app, 'main.ts'), await firstBlock())
  await writeFile(join(app, 'index.html'), '<script type="module" src="./main.ts"></script>')
  await run('npm', ['install', '--no-audit', '--no-fund', ...tarballs], { cwd: app })
  await build({ root: app, configFile: false, logLevel: 'error', build: { target: 'es2022' } })
  const playground = await startPlayground({ distDir: join(app, 'dist') })
  const browser = await launchChromium()

  try {
    const tab = await browser.open(playground.url)
    // Before that the page itself would find the session that is signed in next.
    await expect.poll(() => playground.counters.sessionPassive, { timeout: 20_000 }).toBe(1)
    expect(await tab.run(SIGN_IN)).toBe(204)
    await tab.reload()
    await expect
      .poll(() => playground.counters, { timeout: 20_000 })
      .toMatchObject({ api: 1, api401: 0, endCookie: 1 })
  } finally {
    await browser.quit()
    await playground.stop()
  }
})

async function firstBlock(): Promise<string> {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8')
  return /```ts\n([\s\S]*?)```/.exec(readme)![1]!
}

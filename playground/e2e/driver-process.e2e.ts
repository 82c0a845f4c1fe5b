import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import type { Engine } from './driver/engine.ts'
import { ENGINES } from './driver/engines.ts'
import { launchBrowser } from './driver/launch-browser.ts'

const LAUNCH = join(import.meta.dirname, 'driver/launch-browser.ts')
const GONE = { timeout: 10_000 }

describe.each(ENGINES)('%s', (engine) => {
  test.each(['quit', 'kill'] as const)('%s leaves no process and no file', async (end) => {
    const browser = await launchBrowser(engine)
    const scratch = dirname(browser.profileDir)
    await browser.open('about:blank')
    expect(await processesIn(scratch)).not.toEqual([])

    await browser[end]()

    await expect.poll(() => processesIn(scratch), GONE).toEqual([])
    expect(existsSync(scratch)).toBe(false)
  })

  test('a browser does not outlive the process that started it', async () => {
    const { parent, profileDir } = await launchElsewhere(engine)
    const scratch = dirname(profileDir)
    expect(await processesIn(scratch)).not.toEqual([])

    parent.kill('SIGKILL')

    await expect.poll(() => processesIn(scratch), GONE).toEqual([])
    await expect.poll(() => existsSync(scratch), GONE).toBe(false)
  })
})

/** Starts a browser from a process of its own, which lives until it is killed. */
async function launchElsewhere(engine: Engine) {
  const script = `
    import { runnerImport } from 'vite'
    const { module } = await runnerImport(${JSON.stringify(LAUNCH)}, { configFile: false })
    console.log((await module.launchBrowser('${engine}')).profileDir)
    setInterval(() => {}, 1_000)`
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [profileDir] = (await once(createInterface(parent.stdout), 'line')) as [string]
  return { parent, profileDir }
}

/** The command lines of the living processes whose temporary files go to this folder. */
async function processesIn(scratch: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(ids.map((id) => commandLineIn(id, scratch)))
  return lines.filter((line) => line !== '')
}

async function commandLineIn(id: string, scratch: string): Promise<string> {
  const read = (name: string) => readFile(`/proc/${id}/${name}`, 'utf8').catch(() => '')
  return (await read('environ')).includes(`TMPDIR=${scratch}`) ? read('cmdline') : ''
}

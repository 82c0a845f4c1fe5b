import { spawnSync } from 'node:child_process'
import { isOnPath, missingBrowsers } from './on-path.mjs'

const PACKAGES = ['chromium', 'chromium-driver']

if (missingBrowsers().length > 0) installChromium()
const missing = missingBrowsers().join(' and ')
if (missing !== '') giveUp(`Chromium is missing (no ${missing}).`)

/** Installs Debian's packages, if this user may. */
function installChromium() {
  const prefix = rootPrefix()
  if (prefix === undefined || !isOnPath('apt-get')) return
  console.log(`Installing ${PACKAGES.join(' and ')} with apt-get for the browser tests`)
  run([...prefix, 'apt-get', 'update', '-qq'])
  run([...prefix, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...PACKAGES])
}

/** What to write before a command so that root runs it; undefined if that needs a password. */
function rootPrefix() {
  if (process.getuid?.() === 0) return []
  if (!isOnPath('sudo')) return undefined
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined
}

/** @param {string[]} command */
function run([program, ...args]) {
  const { status } = spawnSync(String(program), args, {
    // The list of unpacked packages is noise; errors go to stderr.
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status !== 0) console.error(`${program} ${args.join(' ')} ended with ${status}`)
}

/** @param {string} reason */
function giveUp(reason) {
  const isRequired = process.env.CI === 'true'
  console.error(
    isRequired
      ? `${reason} CI needs it: install ${PACKAGES.join(' and ')}.`
      : `${reason} THE BROWSER TESTS WILL BE SKIPPED. Install ${PACKAGES.join(' and ')} to run them.`,
  )
  if (isRequired) process.exitCode = 1
}

import { spawnSync } from 'node:child_process'
import { ALL_ENGINES, areEnginesRequired, isOnPath, missingPrograms } from './on-path.mjs'

const PACKAGES = {
  chromium: ['chromium', 'chromium-driver'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
}

if (missingEngines().length > 0) install(packagesOf(missingEngines()))
for (const engine of missingEngines()) complain(engine)

function missingEngines() {
  return ALL_ENGINES.filter((engine) => missingPrograms(engine).length > 0)
}

/** @param {readonly (keyof typeof PACKAGES)[]} engines */
function packagesOf(engines) {
  return engines.flatMap((engine) => PACKAGES[engine])
}

/**
 * Installs Debian's packages, if this user may.
 *
 * @param {string[]} packages
 */
function install(packages) {
  const prefix = rootPrefix()
  if (prefix === undefined || !isOnPath('apt-get')) return
  console.log(`Installing ${packages.join(', ')} with apt-get for the browser tests`)
  run([...prefix, 'apt-get', 'update', '-qq'])
  run([...prefix, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages])
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

/** @param {keyof typeof PACKAGES} engine */
function complain(engine) {
  const reason = `${engine} is missing (no ${missingPrograms(engine).join(' and ')}).`
  const packages = PACKAGES[engine].join(' and ')
  console.error(
    areEnginesRequired
      ? `${reason} CI needs it: install ${packages}.`
      : `${reason} ITS TESTS WILL BE SKIPPED. Install ${packages} to run them.`,
  )
  if (areEnginesRequired) process.exitCode = 1
}

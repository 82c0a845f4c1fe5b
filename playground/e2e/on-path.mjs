import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const PROGRAMS = {
  chromium: ['chromium', 'chromedriver'],
  firefox: ['firefox-esr'],
  webkit: ['WebKitWebDriver', 'Xvfb'],
}

/** The engines that the tests drive. */
export const ALL_ENGINES = /** @type {(keyof typeof PROGRAMS)[]} */ (Object.keys(PROGRAMS))

/**
 * Tells whether a program is on the PATH.
 *
 * @param {string} program
 */
export function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((dir) => existsSync(join(dir, program)))
}

/**
 * The programs that an engine needs and that are not there.
 *
 * @param {keyof typeof PROGRAMS} engine
 */
export function missingPrograms(engine) {
  return PROGRAMS[engine].filter((program) => !isOnPath(program))
}

/** Whether a missing engine is a failure; elsewhere its tests are skipped aloud. */
export const areEnginesRequired = process.env.CI === 'true'

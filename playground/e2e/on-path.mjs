import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Tells whether a program is on the PATH.
 *
 * @param {string} program
 */
export function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((dir) => existsSync(join(dir, program)))
}

/** The programs that the browser tests need and that are not there. */
export function missingBrowsers() {
  return ['chromium', 'chromedriver'].filter((program) => !isOnPath(program))
}

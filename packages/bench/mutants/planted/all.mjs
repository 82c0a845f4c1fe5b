import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { oidc } from './oidc.mjs'
import { pages } from './pages.mjs'
import { refresh } from './refresh.mjs'
import { signOut } from './sign-out.mjs'
import { time } from './time.mjs'

/** Bugs that matter, written by hand. */
export const PLANTED = [...refresh, ...time, ...signOut, ...pages, ...oidc]

const SOURCE = join(import.meta.dirname, '../../../core/src')

/** The file that a bug goes into. */
export function pathOf({ file }) {
  return join(SOURCE, file)
}

/** The file's text with the bug; throws when a text to replace is not there exactly once. */
export function plant({ name, file, edits }, code = readFileSync(pathOf({ file }), 'utf8')) {
  return edits.reduce((text, [from, to]) => {
    const parts = text.split(from)
    if (parts.length === 2) return parts.join(to)
    throw new Error(`"${name}": ${file} has ${parts.length - 1} times: ${from}`)
  }, code)
}

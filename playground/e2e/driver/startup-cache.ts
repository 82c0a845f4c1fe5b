import { cp } from 'node:fs/promises'
import { join } from 'node:path'

const VARIABLE = 'FIREFOX_STARTUP_CACHE'
// The second says of which Firefox the first is.
const PARTS = ['startupCache', 'compatibility.ini']

/** From now on new profiles take over what Firefox compiled when it started with this one: a third of its start. */
export function offerStartupCache(profileDir: string): void {
  process.env[VARIABLE] = profileDir
}

/** Copies what is on offer into a profile that Firefox has not used yet. */
export async function takeStartupCache(profileDir: string): Promise<void> {
  const from = process.env[VARIABLE]
  if (from === undefined) return
  for (const part of PARTS) {
    await cp(join(from, part), join(profileDir, part), { recursive: true, force: false })
  }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isTested } from './driver/engines.ts'
import { launchFirefox } from './driver/firefox.ts'
import { offerStartupCache } from './driver/startup-cache.ts'

/** Starts Firefox once, so that the tests' many starts find its code compiled. */
export async function warmFirefox(): Promise<(() => Promise<void>) | undefined> {
  if (!isTested('firefox')) return undefined
  const profileDir = await mkdtemp(join(tmpdir(), 'latchkey-firefox-'))
  const firefox = await launchFirefox({ profileDir })
  await firefox.quit()
  offerStartupCache(profileDir)
  return () => rm(profileDir, { recursive: true, force: true, maxRetries: 10 })
}

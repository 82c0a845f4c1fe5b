import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attackScript } from './attack-script.ts'
import type { Attack } from './attack.ts'

export const ATTACKED_PAGE = '/e2e/pages/attacked.html'

const DIST = join(import.meta.dirname, '../../dist')

/** Makes a folder of the built pages, with one more: the app's, with the attackers' script before everything else. */
export async function makeAttackedPages(attacks: readonly Attack[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-attacked-'))
  await cp(DIST, folder, { recursive: true })
  const page = await readFile(join(folder, 'e2e/pages/oidc.html'), 'utf8')
  const attacked = page.replace('<head>', '<head><script src="./attacks.js"></script>')
  await writeFile(join(folder, ATTACKED_PAGE), attacked)
  await writeFile(join(folder, 'e2e/pages/attacks.js'), attackScript(attacks))
  return folder
}

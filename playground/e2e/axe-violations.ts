import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { ChromiumTab } from './driver/chromium-tab.ts'

const path = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Lets axe into the tab, whose policy allows no foreign script; the page is loaded again. */
export async function letAxeIn(tab: ChromiumTab): Promise<void> {
  await tab.cdp('Page.setBypassCSP', { enabled: true })
  await tab.reload()
}

/** The rules of accessibility that the page breaks as it is now. */
export async function violations(tab: ChromiumTab): Promise<readonly string[]> {
  const axe = await readFile(path, 'utf8')
  await tab.run(`void (globalThis.axe ?? (0, eval)(${JSON.stringify(axe)}))`).catch(() => {})
  return tab.run(`axe.run().then(({ violations }) => violations.map(({ id }) => id))`)
}

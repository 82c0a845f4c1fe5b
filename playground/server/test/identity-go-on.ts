import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { Browser, Landing } from './identity-browser.js'

/** Does what the script of a page that goes on by itself does, if its policy allows the script. */
export function goOn(browser: Browser, { page, policy }: Landing): Promise<Landing> {
  const script = /<script>([^<]+)</.exec(page)?.[1] ?? ''
  const hash = createHash('sha256').update(script).digest('base64')
  expect(policy).toContain(`script-src 'sha256-${hash}'`)
  const inputs = page.matchAll(/name="([^"]+)" value="([^"]*)"/g)
  const form = Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]))
  return browser.visit(/action="([^"]+)"/.exec(page)?.[1] ?? '', { form })
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kilobytes, measureSizes } from '../measure-sizes.mjs'

const README = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8')
const LIMITS: Record<string, number> = {
  '@latchkey/react': 600,
  '@latchkey/vue': 600,
  'createSession + oidc, in the page': 9_000,
}

test('the sizes in the README are the sizes', { timeout: 60_000 }, async () => {
  const sizes = await measureSizes()

  for (const [name, bytes] of Object.entries(sizes)) {
    expect(README).toContain(`| \`${name}\` | ${kilobytes(bytes)} |`)
    expect(bytes).toBeLessThanOrEqual(LIMITS[name] ?? Infinity)
  }
})

// Prints the sizes; with --write, the README's table says them from then on.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kilobytes, measureSizes } from './measure-sizes.mjs'

const README = join(import.meta.dirname, '../../README.md')
const sizes = Object.entries(await measureSizes())
for (const [name, bytes] of sizes) console.log(`${kilobytes(bytes).padStart(8)}  ${name}`)

if (process.argv.includes('--write')) {
  const row = (text, [name, bytes]) =>
    text.replace(
      new RegExp(`^\\| \`${name.replaceAll('+', '\\+')}\` \\|.*$`, 'm'),
      `| \`${name}\` | ${kilobytes(bytes)} |`,
    )
  writeFileSync(README, sizes.reduce(row, readFileSync(README, 'utf8')))
}

// Prints what a session costs in time and memory, in a real Chromium. Wants the playground's pages: `pnpm build`.
// With an argument, one of them: `page` or `vault`.
import { join } from 'node:path'
import { runnerImport } from 'vite'

const ALL = { page: ['costs.ts', 'printCosts'], vault: ['vault-costs.ts', 'printVaultCosts'] }
const only = process.argv[2]
for (const [name, [file, print]] of Object.entries(ALL)) {
  if (only !== undefined && only !== name) continue
  const { module } = await runnerImport(join(import.meta.dirname, file))
  await module[print]()
}

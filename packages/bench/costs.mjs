// Prints what a session costs in time and memory, in a real Chromium. Wants the playground's pages: `pnpm build`.
import { join } from 'node:path'
import { runnerImport } from 'vite'

const { module } = await runnerImport(join(import.meta.dirname, 'costs.ts'))
await module.printCosts()

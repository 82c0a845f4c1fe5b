import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { pageParts } from './page-parts.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [pageParts(), react(), vue()],

  build: {
    target: 'es2022',
    // The pages run under CSP `script-src 'self'`, which allows nothing inline.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: [...pagesIn('.'), ...pagesIn('e2e/pages')] },
  },
})

function pagesIn(folder: string): string[] {
  const path = join(import.meta.dirname, folder)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((name) => name.endsWith('.html'))
    .map((name) => join(path, name))
}

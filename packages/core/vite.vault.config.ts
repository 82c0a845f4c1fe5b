import { defineConfig } from 'vite'

/** Builds the worker file: one module with all that it needs, minified, for bundlers copy it as it is. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    target: 'es2022',
    emptyOutDir: false,
    sourcemap: true,
    modulePreload: false,
    rolldownOptions: {
      input: 'src/isolation/vault.ts',
      output: { entryFileNames: 'vault.js', format: 'es' },
    },
  },
})

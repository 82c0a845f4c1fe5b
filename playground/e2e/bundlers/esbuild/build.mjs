import { build } from 'esbuild'

await build({
  entryPoints: {
    app: '../main.js',
    vault: '@latchkey/core/vault',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
})

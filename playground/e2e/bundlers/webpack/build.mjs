import { join } from 'node:path'
import webpack from 'webpack'

const compiler = webpack({
  mode: 'production',
  context: import.meta.dirname,
  entry: { app: '../main.js' },
  output: { path: join(import.meta.dirname, 'dist') },
})

compiler.run((error, stats) => {
  if (error !== null || stats.hasErrors()) throw error ?? new Error(stats.toString())
})

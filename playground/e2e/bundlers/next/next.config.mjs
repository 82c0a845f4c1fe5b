import { join } from 'node:path'

export default {
  output: 'export',
  distDir: 'dist',
  // The packages lie above the app, as in any workspace; pnpm's are at the top of ours.
  turbopack: { root: join(import.meta.dirname, '../../../../../..') },
}

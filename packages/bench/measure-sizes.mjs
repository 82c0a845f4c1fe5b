import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { build } from 'vite'

const WORKER_FILE = join(import.meta.dirname, '../core/src/isolation/vault.ts')

/** What an app pays: each row bundled as an app's bundler does, minified, brotli. */
export const ROWS = {
  'createSession + cookie + bearer': `export { createSession, cookie, bearer } from '@latchkey/core'`,
  'createSession + cookie': `export { createSession, cookie } from '@latchkey/core'`,
  'createSession + oidc, in the page': `export { createSession } from '@latchkey/core'; export { oidc } from '@latchkey/core/oidc'`,
  'the worker file of oidc and bearer': WORKER_FILE,
  '@latchkey/react': `export * from '@latchkey/react'`,
  '@latchkey/vue': `export * from '@latchkey/vue'`,
}

const PEERS = [/^react/, /^vue$/, /^@vue\//]
const ROOT = import.meta.dirname

/** Measures each row, in bytes. */
export async function measureSizes() {
  const folder = await mkdtemp(join(ROOT, '.sizes-'))
  const sizes = {}
  try {
    for (const [name, code] of Object.entries(ROWS)) {
      const entry = code === WORKER_FILE ? code : join(folder, 'entry.js')
      if (entry !== code) await writeFile(entry, code)
      sizes[name] = brotliSize(await bundle(entry, code))
    }
  } finally {
    await rm(folder, { recursive: true })
  }
  return sizes
}

async function bundle(entry, code) {
  const binding = /@latchkey\/(react|vue)'/.test(code)
  const { output } = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    plugins: [withoutLoader],
    resolve: { conditions: ['source', 'browser', 'import', 'default'] },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        // As long as a hash, which would change the size with every change of another chunk.
        output: { chunkFileNames: '[name]-00000000.js' },
        external: binding ? [...PEERS, /^@latchkey\/core$/] : [],
      },
    },
  })
  return withImports(output, output[0]).join('')
}

/** Vite's own loader of chunks: not ours, and another bundler has its own. */
const withoutLoader = {
  name: 'without-loader',
  enforce: 'pre',
  load: (id) =>
    id.includes('vite/preload-helper')
      ? 'export const __vitePreload = (load) => load()'
      : undefined,
}

/** What is loaded at once; a chunk that is imported when it is needed is not. */
function withImports(output, chunk, seen = new Set()) {
  if (chunk === undefined || seen.has(chunk)) return []
  seen.add(chunk)
  const imported = chunk.imports.map((name) => output.find(({ fileName }) => fileName === name))
  return [chunk.code, ...imported.flatMap((next) => withImports(output, next, seen))]
}

function brotliSize(code) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  return brotliCompressSync(code, { params }).length
}

/** A size as the README says it. */
export function kilobytes(bytes) {
  return `${(bytes / 1_000).toFixed(1)} kB`
}

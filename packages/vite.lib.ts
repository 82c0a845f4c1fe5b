import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

/** Builds a package: one ESM file per source file, every dependency stays an import. */
export function lib(root: string, entry: Record<string, string>): UserConfig {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const external = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
  return defineConfig({
    root,
    plugins: [keepWorkerUrl()],
    build: {
      lib: { entry, formats: ['es'] },
      target: 'es2022',
      minify: false,
      sourcemap: true,
      emptyOutDir: true,
      rolldownOptions: {
        external: external.map((name) => new RegExp(`^${name}(/|$)`)),
        output: { preserveModules: true, preserveModulesRoot: 'src', minifyInternalExports: false },
      },
    },
  })
}

/** Vite would put the worker file into the code as a `data:` address; the app's bundler must find the expression as it stands. */
function keepWorkerUrl(): Plugin {
  // As long as what they stand for, so that source maps stay true.
  const [written, hidden] = ['import.meta.url', '__META_URL_____']
  return {
    name: 'keep-worker-url',
    enforce: 'pre',
    transform: (code) => swap(code, written, hidden),
    renderChunk: (code) => swap(code, hidden, written),
  }
}

function swap(code: string, from: string, to: string): { code: string; map: null } | undefined {
  return code.includes(from) ? { code: code.replaceAll(from, to), map: null } : undefined
}

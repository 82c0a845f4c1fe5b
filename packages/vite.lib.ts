import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig, type UserConfig } from 'vite'

/** Builds a package: one ESM file per source file, every dependency stays an import. */
export function lib(root: string, entry: Record<string, string>): UserConfig {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const external = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
  return defineConfig({
    root,
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

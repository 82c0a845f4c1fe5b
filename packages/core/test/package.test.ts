import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'

const PACKAGE = join(import.meta.dirname, '..')
const DIST = join(PACKAGE, 'dist')
const PNPM = ['--yes', 'pnpm@12.21.0']

/** Below, Vite puts a file that code points to into the code; a worker does not load from there. */
const MAX_INLINED_BYTES = 4096

const read = (file: string): string => readFileSync(join(DIST, file), 'utf8')

beforeAll(() => {
  if (existsSync(join(DIST, 'vault.js'))) return
  execFileSync('npx', [...PNPM, 'build'], {
    cwd: PACKAGE,
    env: { ...process.env, NODE_ENV: 'production' },
  })
}, 60_000)

test('each entry exports these names, and no others', async () => {
  expect(await namesOf('.')).toEqual([
    'SessionError',
    'bearer',
    'cookie',
    'createSession',
    'isSessionError',
  ])
  expect(await namesOf('./oidc')).toEqual(['oidc'])
  expect(await namesOf('./http')).toEqual(['createHttp'])
  expect(await namesOf('./idle')).toEqual(['createIdle'])
  expect(await namesOf('./doctor')).toEqual(['doctor'])
})

test('bundlers find the worker file: the expression stands as they look for it', () => {
  expect(read('vault-url.js')).toMatch(/new URL\((["'`])\.\/vault\.js\1, import\.meta\.url\)/)
})

test('bundlers keep the worker file: it alone does something when imported', () => {
  expect(manifest().sideEffects).toEqual(['./dist/vault.js'])
})

test('the worker file is one script that needs no bundler', () => {
  const vault = read('vault.js')

  expect(vault.length).toBeGreaterThan(MAX_INLINED_BYTES)
  // A bundler may run it as a classic worker; Parcel refuses a worker with the last word.
  expect(vault).not.toMatch(/\b(import|export|importScripts)\b/)
})

test('nothing is stored where script finds it, and nothing is told to the console', () => {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  const scripts = files.filter((file) => file.endsWith('.js'))
  const having = (word: string): string[] => scripts.filter((file) => read(file).includes(word))

  expect(scripts).toContain('vault.js')
  expect(having('localStorage')).toEqual([])
  expect(having('console.')).toEqual([])
  expect(read('vault.js')).not.toContain('sessionStorage')
})

async function namesOf(entry: string): Promise<string[]> {
  const { default: file } = manifest().exports[entry]!
  return Object.keys(await import(/* @vite-ignore */ join(PACKAGE, file))).toSorted()
}

interface Manifest {
  readonly sideEffects: unknown
  readonly exports: Readonly<Record<string, { readonly default: string }>>
}

function manifest(): Manifest {
  return JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as Manifest
}

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../src')
const MAX_LINES = 150

// Who may import whom; 'errors' and 'session' are files of the root that anyone may name.
const ALLOWED: Record<string, readonly string[]> = {
  machine: ['machine'],
  ports: ['ports'],
  runtime: ['runtime', 'machine', 'ports', 'resolve-options'],
  browser: ['browser', 'ports'],
  strategies: ['strategies', 'ports', 'runtime'],
  testing: ['testing', 'ports'],
  isolation: ['isolation', 'strategies', 'runtime', 'machine', 'ports', 'resolve-options'],
  http: ['http'],
  idle: ['idle', 'ports'],
  doctor: ['doctor', 'strategies', 'runtime', 'ports'],
}
const ASSEMBLING = [
  'create-session.ts',
  'doctor/doctor.ts',
  'idle/create-idle.ts',
  'isolation/page-vault.ts',
  'isolation/start-isolated.ts',
  'isolation/vault.ts',
  'testing/world.ts',
]
const ANYONE = ['errors', 'call-options', 'session', 'session-options']
const PORTS = 'activity browsing channel clock crypto http lifecycle lock navigation store'.split(
  ' ',
)

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }))

test('imports point one way', () => {
  const wrong = files.flatMap(({ file, text }) =>
    importsOf(file, text)
      .filter((target) => !mayImport(file, target))
      .map((target) => `${file} imports ${target}`),
  )

  expect(wrong).toEqual([])
})

test('no file is longer than 150 lines', () => {
  const long = files.filter(({ text }) => text.split('\n').length - 1 > MAX_LINES)

  expect(long.map(({ file }) => file)).toEqual([])
})

test('each port has its adapter in the browser and in memory, under the same name', () => {
  const names = files.map(({ file }) => file)

  for (const port of PORTS) {
    expect(names).toEqual(
      expect.arrayContaining([`ports/${port}.ts`, `browser/${port}.ts`, `testing/${port}.ts`]),
    )
  }
})

test('only the browser folder touches the browser', () => {
  const globals =
    /\b(window|document|navigator|localStorage|sessionStorage|indexedDB|BroadcastChannel)\b\s*[.([]|\b(Date\.now|setTimeout|setInterval|performance)\b\s*[.(]/
  const touching = files.filter(
    ({ file, text }) =>
      !/^(browser|testing)\//.test(file) &&
      globals.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
  )

  expect(touching.map(({ file }) => file)).toEqual([])
})

function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(/from '(\.[^']+)'/g)].map(([, path]) =>
    relative(SRC, join(SRC, dirname(file), path!)).replace(/\.js$/, ''),
  )
}

function mayImport(file: string, target: string): boolean {
  if (ASSEMBLING.includes(file) || !file.includes('/') || file.endsWith('/index.ts')) return true
  const to = target.includes('/') ? target.split('/')[0]! : target
  return ANYONE.includes(to) || ALLOWED[file.split('/')[0]!]!.includes(to)
}

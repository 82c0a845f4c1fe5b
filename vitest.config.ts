import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import type { Engine } from './playground/e2e/driver/engine.ts'
import { ENGINES, isTested } from './playground/e2e/driver/engines.ts'
import { ownBrowser } from './playground/e2e/provider.ts'
import { ALL_ENGINES } from './playground/e2e/on-path.mjs'
import { LongestFirst } from './playground/e2e/longest-first.ts'
import { tally } from './playground/e2e/tally.ts'

// The packages' source: tests need no build.
const inPage = { conditions: ['source', ...defaultClientConditions] }
const inNode = { conditions: ['source', ...defaultServerConditions] }

const TIMED_GROUP = 1 + ENGINES.length
const E2E_GROUP = TIMED_GROUP + 1

const canBrowse = isTested('chromium')

/** One whose imports are found so, on both sides of Vite. */
const project = (
  resolve: typeof inNode,
  test: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration => ({ resolve, ssr: { resolve }, test })

const unit = project(inPage, {
  name: 'unit',
  environment: 'happy-dom',
  include: ['packages/{react,vue}/test/**/*.test.{ts,tsx}'],
  exclude: ['**/node_modules/**'],
})

/** The engine in its own world: the platform's fetch classes, nothing of a page. */
const core = project(inNode, {
  name: 'core',
  environment: 'node',
  // Nothing of the engine outlives a test, so the files may share their modules.
  isolate: false,
  include: ['packages/core/test/**/*.test.ts', 'packages/{bench,docs}/test/**/*.test.ts'],
  exclude: ['**/*.browser.test.*', '**/simulation/**', '**/node_modules/**'],
})

/** Thousands of histories in two processes, beside browsers that wait most of their time: they take what is left of the machine. */
const simulation = project(inNode, {
  name: 'simulation',
  environment: 'node',
  include: ['packages/core/test/simulation/**/*.test.ts'],
  maxWorkers: 3,
  sequence: { groupOrder: TIMED_GROUP },
})

const server = project(inNode, {
  name: 'server',
  environment: 'node',
  include: ['playground/server/test/**/*.test.ts'],
})

/** The adapters to the browser, in the page of a real one. `--project` takes the engine's name. */
const inEngine = (engine: Engine, index: number): TestProjectInlineConfiguration => ({
  root: 'packages/core',
  resolve: inPage,
  optimizeDeps: { include: ['ky', 'jwt-decode', 'idb-keyval', 'oauth4webapi'] },
  cacheDir: `node_modules/.vite/${engine}`,
  test: {
    name: `in-${engine}`,
    include: ['test/**/*.browser.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    // Two cores: one browser after the other.
    sequence: { groupOrder: 1 + index },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: ownBrowser(engine),
      instances: [{ browser: engine, name: engine }],
    },
  },
})

const inBrowsers = {
  environment: 'node',
  // Browsers and modules serve one file after the other.
  isolate: false,
  globalSetup: canBrowse ? ['playground/e2e/prepare.ts'] : [],
  testTimeout: 60_000,
  hookTimeout: 120_000,
} as const

/** What measures times: the simulation's low priority is all that it bears beside it. */
const TIMED = ['playground/e2e/{fault-matrix,soak}.e2e.ts']
const timed = project(inNode, {
  ...inBrowsers,
  name: 'timed',
  include: canBrowse ? TIMED : [],
  maxWorkers: 3,
  sequence: { groupOrder: TIMED_GROUP },
})

const e2e = project(inNode, {
  ...inBrowsers,
  name: 'e2e',
  include: [`playground/e2e/${canBrowse ? '**/*' : 'engines'}.e2e.ts`],
  // Some files are of one engine alone.
  exclude: [
    ...TIMED,
    ...ALL_ENGINES.filter((engine) => !isTested(engine)).map((name) => `**/*-${name}.e2e.ts`),
  ],
  sequence: { groupOrder: E2E_GROUP },
})

export default defineConfig({
  test: {
    reporters: ['default', tally],
    passWithNoTests: true,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [core, unit, server, simulation, ...ENGINES.map(inEngine), timed, e2e],
  },
})

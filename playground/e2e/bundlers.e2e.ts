import { join } from 'node:path'
import { createServer } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startPlayground, type Playground } from '../server/start-playground.js'
import { installPackedApps, type PackedApps } from './bundlers/packed-apps.ts'
import { serveFolder } from './bundlers/serve-folder.ts'
import { launchChromium, type Browser } from './driver/chromium.ts'
import type { Tab } from './driver/tab.ts'

const VITE = { app: 'vite', command: ['vite', 'build'], path: '/vite/dist/' }
const WEBPACK = { app: 'webpack', command: ['node', 'build.mjs'], path: '/webpack/' }
const ROLLUP = { app: 'rollup', command: ['rollup', '--config'], path: '/rollup/' }
const ESBUILD = { app: 'esbuild', command: ['node', 'build.mjs'], path: '/esbuild/' }

/** What Rollup and esbuild are told, and what an error tells who did not. */
const VAULT = '@latchkey/core/vault'

/** Where a copy of the worker file is served. */
const COPY = '/node_modules/@latchkey/core/dist/vault.js'

const BOTH_WORKERS = [
  { isolation: 'shared-worker', status: 200 },
  { isolation: 'worker', status: 200 },
]

/** A bundler takes both cores; where others want them too, it takes its time. */
const BUILD_LIMIT_MS = 120_000

let apps: PackedApps
let playground: Playground
let browser: Browser

beforeAll(async () => {
  apps = await installPackedApps()
  playground = await startPlayground({ distDir: apps.folder })
})
afterAll(async () => {
  await playground?.stop()
  await apps?.remove()
})
beforeEach(async () => void (browser = await launchChromium()))
afterEach(() => browser?.quit())

test.each([VITE, WEBPACK, ROLLUP, ESBUILD])(
  'an app built by $app signs in, and calls the API through the worker',
  async ({ app, command, path }) => {
    await apps.build(app, command)

    expect(await useBothWorkers(playground.url + path)).toEqual(BOTH_WORKERS)
  },
  BUILD_LIMIT_MS,
)

test.each([
  { ...ROLLUP, file: 'rollup.config.mjs' },
  { ...ESBUILD, file: 'build.mjs' },
])('an app built by $app without the worker is told how to', async (tool) => {
  await apps.dropLines(tool.app, tool.file, VAULT)
  await apps.build(tool.app, tool.command)

  const tab = await openApp(playground.url + tool.path)
  const told = await tab.run(`session.state.error`)
  const cured = await openApp(playground.url + tool.path, { worker: COPY })

  expect(told).toMatchObject({ name: 'SessionError', code: 'vault_unavailable' })
  expect(await tab.run(`session.state.error.message`)).toContain(
    `${VAULT} as \`isolation.workerUrl\``,
  )
  expect(await cured.run(`session.state`)).toMatchObject({ status: 'signedOut', reason: 'never' })
})

test(
  'an app built by Next.js does the same',
  async () => {
    await apps.build('next', ['next', 'build'])
    const server = await serveFolder(join(apps.folder, 'next/dist'))

    try {
      expect(await useBothWorkers(allowed(server.url))).toEqual(BOTH_WORKERS)
    } finally {
      await server.close()
    }
  },
  BUILD_LIMIT_MS,
)

test("an app in Vite's dev server, which optimizes packages, does the same", async () => {
  const root = join(apps.folder, 'vite')
  const server = await createServer({
    root,
    cacheDir: join(root, '.vite'),
    logLevel: 'error',
    server: { host: 'localhost', port: 0 },
  })

  try {
    await server.listen()
    const url = allowed(server.resolvedUrls?.local[0])
    expect(await useBothWorkers(url)).toEqual(BOTH_WORKERS)
  } finally {
    await server.close()
  }
})

/** Signs in by redirect, in a shared worker with a password, in the page's own with the provider's session. */
async function useBothWorkers(url: string): Promise<unknown[]> {
  const tab = await openApp(url)
  await tab.click('#sign-in')
  await tab.until(`document.querySelector('[name=name]')`)
  await tab.type('[name=name]', 'ada')
  await tab.type('[name=password]', 'ada-demo')
  await tab.click('#sign-in')
  const shared = await callApi(tab)

  const other = await openApp(url, { prefer: 'worker' })
  await other.click('#sign-in')
  return [shared, await callApi(other)]
}

/** Lets an app on another port be one of ours. */
function allowed(url = ''): string {
  playground.allowPageOrigin(new URL(url).origin)
  return url
}

async function callApi(tab: Tab): Promise<unknown> {
  await tab.until(`globalThis.session?.state.status === 'signedIn'`)
  return tab.run(`call().then(({ status }) => ({ isolation: session.isolation, status }))`)
}

async function openApp(url: string, query: Record<string, string> = {}): Promise<Tab> {
  const { issuer, apiUrl } = playground
  const api = url.startsWith(playground.url) ? playground.url : apiUrl
  const tab = await browser.open(`${url}?${new URLSearchParams({ issuer, api, ...query })}`)
  await tab.until(
    `globalThis.session && (session.state.status !== 'starting' || session.state.error)`,
  )
  return tab
}

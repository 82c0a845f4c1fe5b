// Starts the demo: `node playground/start.mjs`, or with `--dev` for pages that reload as you edit.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, createServer, runnerImport } from 'vite'

const ROOT = fileURLToPath(new URL('.', import.meta.url))
const DEFAULT_PORT = 5173
const SERVER_PATHS = '^/(session|auth|token|api|oidc|playground)(/|\\?|$)'

const isDev = process.argv.includes('--dev')
const running = await (isDev ? startDev() : startBuilt())
stopOnSignals(running.stop)
print(running.lines)

async function startBuilt() {
  if (existsSync(join(ROOT, 'index.html'))) await build({ root: ROOT, logLevel: 'warn' })
  const playground = await startOnPreferredPort()
  const { url, apiUrl, httpsUrl, issuer } = playground
  const lines = [
    ['pages', url],
    ['pages, https', `${httpsUrl}  (certificate of this run: the browser will warn)`],
    ['API, own origin', apiUrl],
    ['identity server', issuer],
  ]
  return { lines, stop: playground.stop }
}

async function startDev() {
  const playground = await startServer(0)
  const vite = await createServer({
    root: ROOT,
    server: {
      port: wantedPort(),
      // Vite would answer preflights itself, and more kindly than the real server.
      cors: false,
      // `Host`, `Origin` and `Sec-Fetch-Site` pass unchanged: the server judges by them.
      proxy: { [SERVER_PATHS]: { target: playground.url, changeOrigin: false } },
    },
  })
  await vite.listen()
  const url = `http://localhost:${new URL(vite.resolvedUrls?.local[0] ?? '').port}`
  const { pageOriginsAt } = await importServer('page-hosts.ts')
  for (const origin of pageOriginsAt('http', new URL(url).port)) playground.allowPageOrigin(origin)
  const lines = [
    ['pages, live', url],
    ['server behind', playground.url],
    ['API, own origin', url.replace('//', '//api.')],
    ['identity server', playground.issuer],
  ]
  return { lines, stop: () => Promise.all([vite.close(), playground.stop()]) }
}

async function startOnPreferredPort() {
  try {
    return await startServer(wantedPort())
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    // A port that somebody asked for is not silently exchanged.
    if (!isTaken || process.env.PORT !== undefined) throw error
    return startServer(0)
  }
}

async function startServer(port) {
  const { startPlayground } = await importServer('start-playground.ts')
  return startPlayground({ port, https: true, distDir: join(ROOT, 'dist') })
}

// Vite reads the TypeScript; Node 20 does not.
async function importServer(name) {
  const path = join(ROOT, 'server', name)
  const { module } = await runnerImport(path, { root: ROOT, configFile: false, logLevel: 'warn' })
  return module
}

function wantedPort() {
  const port = Number(process.env.PORT ?? DEFAULT_PORT)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new RangeError('PORT must be a port number, 0 to 65535.')
}

function print(addresses) {
  const lines = [...addresses, ['users', 'ada (ada-demo), grace (grace-demo)'], ['stop', 'Ctrl+C']]
  const text = lines.map(([name, value]) => `  ${name.padEnd(16)} ${value}`).join('\n')
  console.log(`\nLatchkey's playground is running.\n\n${text}\n`)
}

function stopOnSignals(stop) {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void stop().then(() => process.exit(0)))
  }
}

import { type ChromiumBrowser, launchChromium } from '../../playground/e2e/driver/chromium.ts'
import { openDevtools } from '../../playground/e2e/driver/devtools.ts'
import type { Tab } from '../../playground/e2e/driver/tab.ts'
import { openOidc, openSignedIn } from '../../playground/e2e/oidc-tab.ts'
import { startPlayground, type Playground } from '../../playground/server/start-playground.js'

const STARTS = 7

/** Runs `bare` and `ours` in turn, pair by pair. */
const COMPARE = `(async (pairs, ours, bare) => {
  const time = async (work) => {
    const startedAt = performance.now()
    await work()
    return performance.now() - startedAt
  }
  const taken = []
  for (let pair = 0; pair < pairs; pair++) taken.push([await time(bare), await time(ours)])
  return taken
})`
const SETUP = `void (async () => {
  const token = await oidcHarness.session.getToken()
  const headers = { authorization: 'Bearer ' + token }
  const read = async (answer) => { for (const body = (await answer).body.getReader(); !(await body.read()).done; ); }
  globalThis.get = (send, path) => read(send(path))
  globalThis.bare = (path) => fetch(path, { headers })
  globalThis.ours = (path) => oidcHarness.session.fetch(path)
})()`

const SIZES = {
  'small answer, one at a time': { rounds: 6, pairs: 50, path: '/oidc/orders', times: 1 },
  '100 at the same time': { rounds: 5, pairs: 3, path: '/oidc/orders', times: 100 },
  'a download of 50 MB': { rounds: 5, pairs: 1, path: '/oidc/download?bytes=50000000', times: 1 },
} as const

/** Prints what it costs that requests go through a worker. */
export async function printVaultCosts(): Promise<void> {
  const playground = await startPlayground()
  playground.identity.limits.accessTokenMs = 3_600_000
  const browser = await launchChromium()
  try {
    const stage = { playground, browser }
    for (const prefer of ['shared-worker', 'worker']) {
      const query = `prefer=${prefer}&name=${prefer}`
      const tab = await openSignedIn(stage, `${query}&dpop=never&expose`)
      await printRequests(tab, prefer)
      if (prefer === 'shared-worker') await printMemory(browser.profileDir, playground.url)
    }
    const bound = await openSignedIn(stage, 'prefer=shared-worker&name=bound')
    console.log(`shared-worker, a small answer with a proof (DPoP): ${await proofMs(bound)} ms`)
    for (const prefer of ['shared-worker', 'worker', 'page']) await printStart(stage, prefer)
  } finally {
    await browser.quit()
    await playground.stop()
  }
}

async function printRequests(tab: Tab, prefer: string): Promise<void> {
  await tab.run(SETUP)
  await tab.until(`globalThis.ours`)
  for (const [name, { rounds, pairs, path, times }] of Object.entries(SIZES)) {
    const all = (send: string) =>
      `() => Promise.all(Array.from({ length: ${times} }, () => get(${send}, '${path}')))`
    const taken: [number, number][] = []
    // In short commands: WebDriver gives a script 20 seconds.
    for (let round = 0; round < rounds; round++) {
      const more = `${COMPARE}(${pairs}, ${all('ours')}, ${all('bare')})`
      taken.push(...(await tab.run<[number, number][]>(more)))
    }
    const ratio = middle(taken.map(([bare, ours]) => ours / bare))
    const bareMs = middle(taken.map(([bare]) => bare))
    console.log(`${prefer}, ${name}: ${ratio.toFixed(2)} × bare fetch (${bareMs.toFixed(1)} ms)`)
  }
}

function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!
}

async function proofMs(tab: Tab): Promise<string> {
  const times = await tab.run<number[]>(`(async () => {
    const times = []
    for (let count = 0; count < 200; count++) {
      const startedAt = performance.now()
      await (await oidcHarness.session.fetch('/oidc/orders')).text()
      times.push(performance.now() - startedAt)
    }
    return times
  })()`)
  return middle(times).toFixed(1)
}

async function printStart(
  stage: { readonly playground: Playground; readonly browser: ChromiumBrowser },
  prefer: string,
): Promise<void> {
  const times: number[] = []
  for (let start = 0; start < STARTS; start++) {
    const tab = await openOidc(stage, `prefer=${prefer}&name=start-${prefer}-${start}`)
    times.push(await tab.run<number>(`oidcHarness.readyMs()`))
    await tab.close()
  }
  console.log(
    `${prefer}: ${middle(times).toFixed(0)} ms from the page's script to a vault that answered`,
  )
}

async function printMemory(profileDir: string, url: string): Promise<void> {
  const devtools = await openDevtools(profileDir, url, 'shared_worker')
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send<{ usedSize: number }>('Runtime.getHeapUsage')
  console.log(`heap of the vault: ${(usedSize / 1_000).toFixed(0)} kB`)
  devtools.close()
}

import { launchChromium } from '../../playground/e2e/driver/chromium.ts'
import type { ChromiumTab } from '../../playground/e2e/driver/chromium-tab.ts'
import { openHarness } from '../../playground/e2e/harness-tab.ts'
import { startPlayground } from '../../playground/server/start-playground.js'

const TOKENS = `(async () => {
  const time = async (work) => {
    const startedAt = performance.now()
    for (let i = 0; i < 20_000; i++) await work()
    return performance.now() - startedAt
  }
  const ratios = []
  for (let round = 0; round < 5; round++) {
    const bare = await time(() => Promise.resolve())
    ratios.push((await time(() => latchkey.session.getToken())) / bare)
  }
  return ratios.sort((a, b) => a - b)
})()`

const ROUNDS = `(async (count) => {
  for (let i = 0; i < count; i++) {
    await latchkey.session.refresh()
    await (await latchkey.session.fetch('/api/whoami')).text()
  }
})`

async function heap(tab: ChromiumTab): Promise<number> {
  await tab.cdp('HeapProfiler.collectGarbage')
  return (await tab.cdp<{ usedSize: number }>('Runtime.getHeapUsage')).usedSize
}

async function rounds(tab: ChromiumTab, count: number): Promise<void> {
  // In short commands: WebDriver gives a script 20 seconds.
  for (let done = 0; done < count; done += 500)
    await tab.run(`${ROUNDS}(${Math.min(500, count - done)})`)
}

// A token that was replaced is searched for until it is of no use: a minute longer than it lasts.
const TOKEN_MS = 60_000
const OVER_MS = 2 * TOKEN_MS + 1_000

/** The heap when all tokens but the newest are over. */
async function lastingHeap(tab: ChromiumTab): Promise<number> {
  await tab.run(`latchkey.jump(${OVER_MS})`)
  await rounds(tab, 1)
  return heap(tab)
}

/** Prints what a session costs a page in time and memory. */
export async function printCosts(): Promise<void> {
  const playground = await startPlayground()
  playground.limits.accessTokenMs = TOKEN_MS
  const browser = await launchChromium()
  try {
    const tab = await openHarness(browser, playground.url, 'way=sealed&quiet')
    const empty = await heap(tab)
    await tab.run(`latchkey.signIn('ada')`)
    const signedIn = await heap(tab)
    const ratios = await tab.run<number[]>(TOKENS)
    console.log(`getToken, valid token: ${ratios[2]!.toFixed(1)} times await Promise.resolve()`)
    console.log(`heap of a signed-in session over the starting page: ${kb(signedIn - empty)}`)
    await rounds(tab, 1_000)
    const thousandth = await lastingHeap(tab)
    await rounds(tab, 9_000)
    const growth = (await lastingHeap(tab)) - thousandth
    console.log(`heap after 10,000 refreshes and requests, over that after 1,000: ${kb(growth)}`)
  } finally {
    await browser.quit()
    await playground.stop()
  }
}

function kb(bytes: number): string {
  return `${(bytes / 1_000).toFixed(0)} kB`
}

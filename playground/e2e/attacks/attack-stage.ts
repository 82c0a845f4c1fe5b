import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { startPlayground, type Playground } from '../../server/start-playground.js'
import type { Browser } from '../driver/browser.ts'
import type { Engine } from '../driver/engine.ts'
import { launchBrowser } from '../driver/launch-browser.ts'
import type { Tab } from '../driver/tab.ts'
import { fillIn, SIGNED_IN } from '../oidc-tab.ts'
import { attackScript } from './attack-script.ts'
import type { Attack, Place, When } from './attack.ts'

/** What one visit of a user to an attacked page came to. */
export interface Visit {
  /** What each attack found, by its name. */
  readonly loot: Readonly<Record<string, readonly string[]>>
  /** The tokens of the user's session. */
  readonly victims: readonly string[]
}

/** An app with attackers in it, and a browser. */
export interface AttackStage {
  readonly playground: Playground
  /** Signs a user in and uses the app, while all these attacks run. */
  play(attacks: readonly Attack[], place: Place, when: When): Promise<Visit>
}

const DIST = join(import.meta.dirname, '../../dist')
const PAGE = '/e2e/pages/attacked.html'
const LONG_MS = 600_000
// Hooks everywhere slow a page down.
const SLOW_MS = 20_000
const USE = `(async () => {
  const order = { method: 'POST', body: 'item=tea', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  await oidcHarness.call(2, '/oidc/orders', order)
  await oidcHarness.session.refresh().catch(() => {})
  return oidcHarness.call(2, '/oidc/orders', order)
})()`

/** Sets the stage once for the block around it. */
export function useAttackStage(engine: Engine, attacks: readonly Attack[]): AttackStage {
  let distDir: string
  let playground: Playground
  let browser: Browser
  let tab: Tab
  let visits = 0

  beforeAll(async () => {
    distDir = await attackedPages(attacks)
    playground = await startPlayground({ distDir })
    playground.identity.limits.accessTokenMs = LONG_MS
    browser = await launchBrowser(engine)
    // No page of an app: the demo would open the store, and be left while it makes it.
    tab = await browser.open(`${playground.url}/nothing-here`)
  })
  afterAll(async () => {
    await browser?.quit()
    await playground?.stop()
    await rm(distDir, { recursive: true, force: true })
  })

  async function signIn(place: Place, query = ''): Promise<void> {
    const { url, issuer, apiUrl } = playground
    // A name of its own: no session and no sign-in of before.
    const app = new URLSearchParams({ issuer, prefer: place, foreign: apiUrl })
    // A token that leaks is of use at once, where it is not bound.
    const binding = query.includes('dpop=') ? '' : '&dpop=never'
    await tab.goto(`${url}${PAGE}?${app}&name=visit-${++visits}${binding}&${query}`)
    await tab.until(`globalThis.oidcHarness?.session.state.status === 'signedOut'`, SLOW_MS)
    await tab.click('#sign-in')
    // The provider asks the first time only.
    await tab.until(`(${SIGNED_IN}) || document.querySelector('[name=password]')`)
    if (await tab.run(`location.pathname !== '${PAGE}'`)) await fillIn(tab, 'ada')
    await tab.until(SIGNED_IN, SLOW_MS)
  }

  async function play(playing: readonly Attack[], place: Place, when: When): Promise<Visit> {
    const before = playground.identity.issuedTokens().length
    const names = playing.map(({ name }) => name)
    const early = when === 'early' ? names.map((name) => `early=${encodeURIComponent(name)}`) : []
    await signIn(place, [...early, ...playing.flatMap(({ query = [] }) => query)].join('&'))
    if (when === 'late') {
      for (const name of names) await tab.run(`attackers.play(${JSON.stringify(name)}, 'late')`)
    }
    await tab.run(USE)
    const victims = playground.identity.issuedTokens().slice(before)
    return { victims, loot: await collect(playing) }
  }

  async function collect([attack]: readonly Attack[]): Promise<Visit['loot']> {
    if (attack?.leaves !== true) return tab.run(`attackers.collect()`)
    await tab.run(`void setTimeout(attackers.collect)`)
    const name = JSON.stringify(attack.name)
    await tab.until(`attackers.loot[${name}]?.length > 0`)
    return tab.run(`attackers.loot`)
  }

  return {
    get playground() {
      return playground
    },
    play,
  }
}

/** The built pages, with one more: the app's, with the attackers' script before everything else. */
async function attackedPages(attacks: readonly Attack[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-attacked-'))
  await cp(DIST, folder, { recursive: true })
  const page = await readFile(join(folder, 'e2e/pages/oidc.html'), 'utf8')
  const attacked = page.replace('<head>', '<head><script src="./attacks.js"></script>')
  await writeFile(join(folder, PAGE), attacked)
  await writeFile(join(folder, 'e2e/pages/attacks.js'), attackScript(attacks))
  return folder
}

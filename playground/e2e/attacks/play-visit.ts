import type { Playground } from '../../server/start-playground.js'
import type { Tab } from '../driver/tab.ts'
import { SIGNED_IN } from '../oidc-tab.ts'
import type { Attack, Place } from './attack.ts'
import { ATTACKED_PAGE } from './attacked-pages.ts'
import { HOOKS } from './table.ts'
import { attacksOf, type Visit } from './visits.ts'

/** What a visit came to. */
export interface Outcome {
  /** What each attack found that was at work in the page to the end of its turn, by its name. */
  readonly loot: Readonly<Record<string, readonly string[]>>
  /** What the app's calls came to. */
  readonly answers: readonly number[]
  /** The tokens of the user's session. */
  readonly victims: readonly string[]
}

/** Who visits what, as whose user. */
export interface Setting {
  readonly playground: Playground
  readonly tab: Tab
  readonly place: Place
  /** The name of the session. */
  readonly name: string
}

type Loot = Outcome['loot']

// Hooks everywhere slow a page down.
const SLOW_MS = 20_000
const SIGNED_OUT = `globalThis.oidcHarness?.session.state.status === 'signedOut'`
const SIGN_IN = `document.querySelector('#sign-in').click()`
const USE = `(async () => {
  const order = { method: 'POST', body: 'item=tea', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  const before = await oidcHarness.call(2, '/oidc/orders', order)
  await oidcHarness.session.refresh().catch(() => {})
  return before.concat(await oidcHarness.call(2, '/oidc/orders', order))
})()`

/** Signs a user in whom the provider knows, and uses the app in each turn of the attacks. */
export async function playVisit(setting: Setting, visit: Visit): Promise<Outcome> {
  const { playground, tab } = setting
  const issued = playground.identity.issuedTokens()
  const before = issued.length
  await signIn(setting, visit)

  const answers: number[] = []
  let loot: Loot = {}
  let victims: readonly string[] = []
  for (const turn of visit.turns) {
    if (visit.when === 'late') await begin(tab, turn)
    answers.push(...(await tab.run<number[]>(USE)))
    // What an attacker asks for after this is a grant of its own.
    victims = issued.slice(before)
    loot = { ...loot, ...(await collect(tab, turn)) }
  }
  return { loot, answers, victims }
}

async function signIn(setting: Setting, visit: Visit): Promise<void> {
  const { playground, tab, place, name } = setting
  const { url, issuer, apiUrl } = playground
  const query = new URLSearchParams({ issuer, prefer: place, foreign: apiUrl, name })
  // A token that leaks is of use at once, where it is not bound.
  if (!visit.query.includes('dpop=')) query.set('dpop', 'never')
  if (visit.when === 'early') for (const one of attacksOf(visit)) query.append('early', one.name)
  await tab.goto(`${url}${ATTACKED_PAGE}?${query}&${visit.query}`)
  await tab.until(SIGNED_OUT, SLOW_MS)
  await tab.run(SIGN_IN)
  await tab.until(SIGNED_IN, SLOW_MS)
}

function begin(tab: Tab, turn: readonly Attack[]): Promise<void> {
  const plays = turn.map(({ name }) => `await attackers.play(${JSON.stringify(name)}, 'late')`)
  return tab.run(`(async () => { ${plays.join('\n')} })()`)
}

async function collect(tab: Tab, turn: readonly Attack[]): Promise<Loot> {
  const names = JSON.stringify(turn.map(({ name }) => name))
  if (turn.some((attack) => HOOKS.includes(attack))) await tab.run(`attackers.layBait()`)
  if (turn.some(({ leaves }) => leaves)) {
    await tab.run(`void setTimeout(() => attackers.collect([]))`)
    await tab.until(`${names}.every((name) => attackers.loot[name]?.length > 0)`)
  }
  return JSON.parse(await tab.run<string>(`attackers.collect(${names})`)) as Loot
}

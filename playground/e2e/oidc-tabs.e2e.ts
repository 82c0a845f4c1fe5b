import { describe, expect, test } from 'vitest'
import { can } from './driver/cannot.ts'
import type { Engine } from './driver/engine.ts'
import { ENGINES } from './driver/engines.ts'
import type { Tab } from './driver/tab.ts'
import { openOidc, openSignedIn, SIGNED_IN } from './oidc-tab.ts'
import { usePlayground, type Stage } from './use-playground.ts'

const TABS = 5
const CALLS = 10
const ALL_OK = Array.from({ length: CALLS }, () => 200)

// One grant for all tabs, or one for each: the sharing table of the design. Where a shared worker can keep no key, each tab has
// its own worker, unless its tokens rest sealed.
const GRANTS: Record<string, (engine: Engine) => number> = {
  '': (engine) => (can(engine, 'keep keys in a shared worker') ? 1 : TABS),
  'without-shared': () => TABS,
  'without-shared&persist=sealed': () => 1,
}

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test.each(Object.keys(GRANTS))(
    'P1 P13 five tabs (%s): fifty refused calls refresh each grant once, and sign-out in one tab ends all, at the provider too',
    async (query) => {
      const tabs = await openSignedInTabs(stage, query)
      const { counters } = stage.playground.identity
      counters.reset()
      stage.playground.identity.expireAccessTokens()

      const answers = await callAll(tabs)

      const { refreshes, reuses, familiesRevoked } = counters
      console.log(`${engine} ${query}: ${refreshes} refreshes, ${reuses} reuses`)
      expect(answers).toEqual(tabs.map(() => ALL_OK))
      expect({ refreshes, reuses, familiesRevoked }).toEqual({
        refreshes: GRANTS[query]!(engine),
        reuses: 0,
        familiesRevoked: 0,
      })
      const shared = GRANTS[query]!(engine) === 1
      expect(await tabs[0]!.run(`oidcHarness.session.sharedGrant`)).toBe(shared)

      await signOutEndsAll(tabs)
    },
  )
})

async function openSignedInTabs(stage: Stage, query: string): Promise<Tab[]> {
  const tabs = [await openSignedIn(stage, query)]
  while (tabs.length < TABS) {
    const tab = await openOidc(stage, query)
    await tab.until(SIGNED_IN)
    tabs.push(tab)
  }
  return tabs
}

/** All tabs call at the same time: each starts and leaves its answers to be read later. */
async function callAll(tabs: readonly Tab[]): Promise<unknown[]> {
  for (const tab of tabs) {
    await tab.run(`void (globalThis.calling = oidcHarness.call(${CALLS}))`)
  }
  const answers: unknown[] = []
  for (const tab of tabs) answers.push(await tab.run(`globalThis.calling`))
  return answers
}

async function signOutEndsAll(tabs: readonly Tab[]): Promise<void> {
  const [first, second] = tabs as [Tab, Tab]

  await first.run(`void oidcHarness.session.signOut()`)

  for (const tab of tabs.slice(1)) {
    await tab.until(`oidcHarness.session.state.status === 'signedOut'`)
  }
  expect(await second.run(`oidcHarness.session.state.reason`)).toBe('requested')
  expect(await second.run(`oidcHarness.session.state.origin`)).toBe('elsewhere')
  expect(await second.run(`oidcHarness.call(1)`)).toEqual(['signed_out'])
  await first.until(`globalThis.oidcHarness?.session.state.status === 'signedOut'`)

  // The provider asks for the password again.
  await second.click('#sign-in')
  await second.until(`document.querySelector('[name=password]')`)
}

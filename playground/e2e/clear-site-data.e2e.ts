import { describe, expect, test } from 'vitest'
import { ENGINES } from './driver/engines.ts'
import type { Tab } from './driver/tab.ts'
import { STATE, STATUS } from './harness-tab.ts'
import { usePlayground } from './use-playground.ts'

const KNOWN = `globalThis.latchkey && ${STATUS} !== 'starting'`
const SHOWN = `${STATE}.user?.sub ?? ${STATE}.status`
const clear = (what: string) => `fetch('/oidc/clear?what=${what}').then(({ status }) => status)`

interface Cleared {
  readonly way: 'cookie' | 'sealed'
  readonly what: 'cookies' | 'storage'
  /** What a request answers in tabs that are open. */
  readonly answer: number | string
  /** Whom they show when they were loaded anew. */
  readonly reloaded: string
}

const CLEARED: readonly Cleared[] = [
  // The session is the cookie's: the record is written anew.
  { way: 'cookie', what: 'storage', answer: 200, reloaded: 'u1' },
  { way: 'cookie', what: 'cookies', answer: 'signed_out', reloaded: 'signedOut' },
  // The tokens go with the record; what a tab remembers of them may be spent by another one.
  { way: 'sealed', what: 'storage', answer: 'signed_out', reloaded: 'signedOut' },
  { way: 'sealed', what: 'cookies', answer: 200, reloaded: 'u1' },
]

describe.each(ENGINES)('%s', (engine) => {
  const stage = usePlayground(engine)

  test.each(CLEARED.map((one) => [one.way, one.what, one] as const))(
    '%s: a server clears the %s of a site where somebody is signed in',
    async (way, what, { answer }) => {
      const tabs = (await stage.openMany(2, `way=${way}`)) as [Tab, Tab]
      await tabs[0].run(`latchkey.signIn('ada')`)
      await tabs[1].until(`${STATUS} === 'signedIn'`)

      expect(await tabs[0].run(clear(what))).toBe(204)

      // A cookie's tab that finds no record asks the server, and a request of that moment may fail.
      const answers = `latchkey.call(1).then(([given]) => given === ${JSON.stringify(answer)})`
      const shown = answer === 200 ? 'u1' : 'signedOut'
      for (const tab of tabs) await tab.until(answers)
      stage.playground.expireCredentials()
      // The tab that renews first tells the other one by a new record.
      for (const tab of tabs) await tab.until(answers)
      for (const tab of tabs) expect(await tab.run(SHOWN)).toBe(shown)
      expect(stage.playground.counters.tokenReuse).toBe(0)
    },
  )

  test.each(CLEARED.map((one) => [one.way, one.what, one] as const))(
    '%s: pages that are loaded after a server cleared the %s show the right user',
    async (way, what, { reloaded }) => {
      const tabs = (await stage.openMany(2, `way=${way}`)) as [Tab, Tab]
      await tabs[0].run(`latchkey.signIn('ada')`)
      await tabs[1].until(`${STATUS} === 'signedIn'`)
      await tabs[0].run(clear(what))

      for (const tab of tabs) {
        await tab.reload()
        await tab.until(KNOWN)
        expect(await tab.run(SHOWN)).toBe(reloaded)
      }
      await tabs[0].run(`latchkey.signIn('grace')`)
      await tabs[1].until(`${STATE}.user?.sub === 'u2'`)
      for (const tab of tabs) expect(await tab.run(`latchkey.call(1)`)).toEqual([200])
      expect(stage.playground.counters.tokenReuse).toBe(0)
    },
  )
})
